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
