// Everything here takes graphql-js from this file. The package has no "exports": Vite reads its ES modules and Node, which
// loads graphql-yoga, its CommonJS; one copy refuses the other's types. Naming the file gives both the same copy.
export type {
  GraphQLArgument,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLInputType,
  GraphQLLeafType,
  GraphQLNamedInputType,
  GraphQLNamedOutputType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
} from "graphql/index.js";
export {
  buildSchema,
  GraphQLError,
  getNamedType,
  getOperationAST,
  graphql,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  responsePathAsArray,
} from "graphql/index.js";
