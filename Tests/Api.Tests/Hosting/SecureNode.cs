using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>One node that wants a password and TLS.</summary>
[CollectionDefinition(nameof(SecureNode))]
public sealed class SecureNode() : CassandraFixture(new CassandraShape { Auth = true, Tls = true }), ICollectionFixture<SecureNode>;
