/** A key that a customer of the demo makes. */
export interface WantedKey {
  readonly name: string;
  readonly description: string;
  readonly servers: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** A customer of the demo. */
export interface Customer {
  readonly name: string;
  readonly servers: readonly { readonly slug: string; readonly name: string }[];
  readonly keys: readonly WantedKey[];
}

/** The customer whose second key is stolen. */
export const ACME: Customer = {
  name: 'Acme',
  servers: [
    { slug: 'crm', name: 'Customer relations' },
    { slug: 'docs', name: 'Documents' },
  ],
  keys: [
    {
      name: 'Nightly sync',
      description: 'Copies deals into the warehouse',
      servers: ['crm'],
      metadata: { team: 'data', tier: 'batch' },
    },
    {
      name: 'Support agent',
      description: 'Answers tickets with what the CRM knows',
      servers: ['crm', 'docs'],
      metadata: { team: 'support', tier: 'live' },
    },
    {
      name: 'Sales copilot',
      description: 'In the side bar of the sales people',
      servers: ['crm'],
      metadata: { team: 'sales', tier: 'live' },
    },
    {
      name: 'Research assistant',
      description: 'Reads and sums up documents',
      servers: ['docs'],
      metadata: { team: 'research', tier: 'live' },
    },
  ],
};

/** A customer to whom nothing happens. */
export const GLOBEX: Customer = {
  name: 'Globex',
  servers: [{ slug: 'billing', name: 'Billing' }],
  keys: [
    { name: 'Invoices', description: 'Writes invoices', servers: ['billing'], metadata: { team: 'finance' } },
    { name: 'Reports', description: 'Monthly figures', servers: ['billing'], metadata: { team: 'finance' } },
  ],
};
