/** https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types */
export type Scalar = 'String' | 'Boolean' | 'Int' | 'BigInt' | 'Float' | 'Decimal' | 'DateTime' | 'Json' | 'Bytes';
