import { Link } from 'wouter';
import { Facts } from '../../ui/page.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';

/** What a key may do, where, and from where. */
export function AccessFacts({ apiKey }: { readonly apiKey: KeyDetail }) {
  const { scopes, hasFullAccess, allServers, servers, allowCidrs } = apiKey;
  return (
    <Facts
      facts={[
        [
          'Scopes',
          <div key="scopes">
            <Chips texts={scopes} none="none: only what needs no scope" />
            {hasFullAccess && <p className={style['note']}>They stand for every other scope.</p>}
          </div>,
        ],
        [
          'Servers',
          allServers ? (
            'all, also future ones'
          ) : (
            <div key="servers" className={style['chips']}>
              {servers.length === 0 && 'none'}
              {servers.map(({ id, name }) => (
                <Link key={id} href={`/servers/${id}`} className={style['chip']}>
                  <bdi>{name}</bdi>
                </Link>
              ))}
            </div>
          ),
        ],
        ['Addresses', <Chips key="addresses" texts={allowCidrs} none="from everywhere" />],
        ['Signatures', signatureText(apiKey)],
        ['Environment', apiKey.environment],
      ]}
    />
  );
}

function signatureText({ requiresSignature, hasSigningSecret }: KeyDetail): string {
  if (!requiresSignature) return 'requests need not be signed';
  return hasSigningSecret
    ? 'requests have to be signed with its signing secret'
    : 'requests have to be signed with the key';
}

function Chips({ texts, none }: { readonly texts: readonly string[]; readonly none: string }) {
  if (texts.length === 0) return none;
  return (
    <div className={style['chips']}>
      {texts.map((text) => (
        <code key={text} className={style['chip']}>
          {text}
        </code>
      ))}
    </div>
  );
}
