import { useRead } from '../../api/use-read.ts';
import { WebhookEventSchemasDocument } from '../../gql/graphql.ts';
import { Copyable } from '../../ui/copy.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card, SkeletonLines } from '../../ui/page.tsx';
import style from './webhooks.module.css';

const NOTHING = {};

/** All that webhooks can be told of, with the JSON Schema of each body. */
export function EventCatalogue() {
  const { data, trouble, again } = useRead(WebhookEventSchemasDocument, NOTHING);
  return (
    <Card title="What webhooks can be told of">
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {data === undefined && trouble === undefined && <SkeletonLines lines={8} />}
      <div className={style['types']}>
        {data?.webhookEventTypes.map(({ name, description, schema }) => (
          <div key={name} className={style['type']}>
            <h3>
              <code>{name}</code>
            </h3>
            <p className="muted">{description}</p>
            <details>
              <summary>JSON Schema of its body</summary>
              <Copyable label={`Schema of ${name}`} text={JSON.stringify(schema, null, 2)} />
            </details>
          </div>
        ))}
      </div>
    </Card>
  );
}
