using Marketplace.Tests.Shared;

namespace Cql.Tests.Servers;

/// <summary>One node that wants a password and speaks TLS.</summary>
[CollectionDefinition]
public sealed class SecuredNode() : CassandraFixture(new CassandraShape { Auth = true, Tls = true }), ICollectionFixture<SecuredNode>;
