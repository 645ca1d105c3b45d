import type { QName } from '../../ir/name.js';
import type { DataType, DataTypeByKind, LobSize, NativeByEngine } from '../../ir/type.js';
import { closed, type Decoder, flag, lazily, listOf, oneOf, orNull, tagged, text, whole } from './decoder.js';
import { perEngine } from './expression.js';

export const name: Decoder<QName> = closed('name', { namespace: orNull(text), name: text });

const size: Decoder<LobSize> = oneOf('tiny', 'regular', 'medium', 'long');
const precision = orNull(whole);
const unsigned = flag;

export const dataType: Decoder<DataType> = lazily('type', () => byKind);

const byEngine: Decoder<NativeByEngine> = closed('native by engine', {
  spelling: perEngine,
  otherwise: orNull(dataType),
});

const members: { readonly [K in keyof DataTypeByKind]: Decoder<DataTypeByKind[K]> } = {
  Boolean: closed('Boolean', { kind: oneOf('Boolean') }),
  Integer: closed('Integer', { kind: oneOf('Integer'), bits: oneOf(8, 16, 24, 32, 64), unsigned }),
  Decimal: closed('Decimal', { kind: oneOf('Decimal'), precision, scale: orNull(whole), unsigned }),
  Float: closed('Float', { kind: oneOf('Float'), bits: oneOf(32, 64), unsigned }),
  Varchar: closed('Varchar', { kind: oneOf('Varchar'), length: orNull(whole) }),
  Char: closed('Char', { kind: oneOf('Char'), length: whole }),
  Text: closed('Text', { kind: oneOf('Text'), size }),
  Binary: closed('Binary', { kind: oneOf('Binary'), length: whole, fixed: flag }),
  Blob: closed('Blob', { kind: oneOf('Blob'), size }),
  Bit: closed('Bit', { kind: oneOf('Bit'), length: orNull(whole), varying: flag }),
  Date: closed('Date', { kind: oneOf('Date') }),
  Time: closed('Time', { kind: oneOf('Time'), precision, zone: flag }),
  DateTime: closed('DateTime', {
    kind: oneOf('DateTime'),
    variant: oneOf('datetime', 'timestamp', 'instant'),
    precision,
  }),
  Year: closed('Year', { kind: oneOf('Year') }),
  Uuid: closed('Uuid', { kind: oneOf('Uuid') }),
  Json: closed('Json', { kind: oneOf('Json'), binary: flag }),
  Enum: closed('Enum', { kind: oneOf('Enum'), type: orNull(name), values: listOf(text) }),
  Set: closed('Set', { kind: oneOf('Set'), values: listOf(text) }),
  Native: closed<DataTypeByKind['Native']>('Native', { kind: oneOf('Native'), spelling: text, byEngine }, ['byEngine']),
};

const byKind: Decoder<DataType> = tagged<DataType>('type', 'kind', members);
