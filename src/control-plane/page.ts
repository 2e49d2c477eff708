/** The page that signed-out people get at /graphql in a browser. Like GraphiQL after it, it loads nothing from elsewhere. */
export const SIGN_IN_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Keywatch: sign in</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 22rem; padding: 0 1rem }
  label { display: block; margin: 1rem 0 }
  input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4rem }
  button { font: inherit; padding: .4rem 1rem }
</style>
<h1>Keywatch</h1>
<form id="form">
<label>E-mail <input name="email" type="email" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<label>Code, where you have a second factor <input name="code" autocomplete="one-time-code"></label>
<button>Sign in</button>
</form>
<p id="answer" role="alert"></p>
<script>
  form.onsubmit = async (event) => {
    event.preventDefault();
    const query = 'mutation ($email: String!, $password: String!, $code: String) ' +
      '{ signIn(email: $email, password: $password, code: $code) ' +
      '{ __typename ... on Refusal { message } } }';
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: Object.fromEntries(new FormData(form)) }),
    });
    const { data, errors } = await response.json();
    if (data?.signIn?.__typename === 'SignInSuccess') location.reload();
    else answer.textContent = data?.signIn?.message ?? errors?.[0]?.message ?? 'No answer; try again.';
  };
</script>
</html>
`;

/** What GraphiQL shows first. */
export const FIRST_OPERATION = `# The schema of Keywatch. Sign out with: mutation { signOut { __typename } }
{
  viewer {
    name
    email
    workspaces { id name role }
  }
}
`;
