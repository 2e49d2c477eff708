/**
 * The page behind an invitation's link. It says what is offered, and lets the invited person join: as who is signed in, with
 * a new account, or after signing in to the one they have. The secret stands behind the `#`, so that no server sees it
 * before it is used; the page loads nothing from elsewhere.
 */
export const INVITATION_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>Keywatch: invitation</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 22rem; padding: 0 1rem }
  label { display: block; margin: 1rem 0 }
  input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4rem }
  button { font: inherit; padding: .4rem 1rem }
  [hidden] { display: none }
</style>
<h1>Keywatch</h1>
<p id="offer">One moment …</p>
<form id="form" hidden>
<label data-for="new">Your name <input name="name" autocomplete="name"></label>
<label data-for="new known">Password <input name="password" type="password"></label>
<label data-for="known">Code, where you have a second factor <input name="code" autocomplete="one-time-code"></label>
<button></button>
</form>
<p id="answer" role="alert"></p>
<script>
  const secret = location.hash.slice(1);
  const texts = {
    member: 'Join',
    new: 'Make my account and join',
    known: 'Sign in and join',
  };
  let mode = 'new';
  let email = '';

  const ask = async (query, variables) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    const [result] = Object.values(data);
    if (result.__typename === 'Refusal') throw Object.assign(new Error(result.message), { code: result.code });
    return result;
  };
  const refusal = '__typename ... on Refusal { code message }';

  const show = (next) => {
    mode = next;
    for (const label of form.querySelectorAll('label')) {
      label.hidden = !label.dataset.for.split(' ').includes(mode);
      for (const input of label.querySelectorAll('input')) {
        input.disabled = label.hidden;
        input.required = input.name !== 'code';
      }
    }
    form.elements.password.autocomplete = mode === 'new' ? 'new-password' : 'current-password';
    form.querySelector('button').textContent = texts[mode];
    form.hidden = false;
  };

  const join = async (given) => {
    if (mode === 'new') {
      return await ask('mutation ($secret: String!, $name: String!, $password: String!) ' +
        '{ acceptInvitationAsNewUser(secret: $secret, name: $name, password: $password) { ' + refusal + ' } }',
        { secret, ...given });
    }
    if (mode === 'known') {
      await ask('mutation ($email: String!, $password: String!, $code: String) ' +
        '{ signIn(email: $email, password: $password, code: $code) { ' + refusal + ' } }', { email, ...given });
    }
    return await ask('mutation ($secret: String!) { acceptInvitation(secret: $secret) { ' + refusal + ' } }', { secret });
  };

  form.onsubmit = async (event) => {
    event.preventDefault();
    answer.textContent = '';
    try {
      await join(Object.fromEntries(new FormData(form)));
      location.replace('/graphql');
    } catch (error) {
      if (error.code === 'EMAIL_TAKEN') show('known');
      answer.textContent = error.code === 'EMAIL_TAKEN' ? 'You have an account already: sign in to it.' : error.message;
    }
  };

  (async () => {
    try {
      const given = await ask('query ($secret: String!) ' +
        '{ invitation(secret: $secret) { workspaceName role email inviterName expiresAt } }', { secret });
      email = given.email;
      offer.textContent = given.inviterName + ' invites ' + given.email + ' to the workspace "' +
        given.workspaceName + '" as ' + given.role.toLowerCase() + ', until ' +
        new Date(given.expiresAt).toLocaleString() + '.';
      const viewer = await ask('{ viewer { email } }').catch(() => undefined);
      show(viewer?.email === email ? 'member' : 'new');
    } catch (error) {
      offer.textContent = '';
      answer.textContent = error.message;
    }
  })();
</script>
</html>
`;
