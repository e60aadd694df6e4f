using Cql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Configuration;

public sealed class CassandraConfigurationBindingTests
{
    [Fact]
    public void All_keys_are_read()
    {
        var options = Bind(
            ("ContactPoints", "10.0.0.1, cassandra-1:9043"), ("LocalDataCentre", "dc2"), ("Keyspace", "shop"), ("UserName", "u"), ("Password", "p"),
            ("Consistency", "quorum"), ("Schema", "Create"), ("ReplicationFactor", "3"), ("Tls:HostName", "cassandra"));

        Assert.Equal(["10.0.0.1", "cassandra-1:9043"], options.ContactPoints);
        Assert.Equal(
            ("dc2", "shop", "u", "p", CassandraConsistency.Quorum, CassandraSchemaMode.Create, 3, "cassandra"),
            (options.LocalDataCentre, options.Keyspace, options.UserName, options.Password, options.Consistency, options.Schema, options.ReplicationFactor, options.Tls?.HostName));
    }

    [Fact]
    public void An_empty_value_is_as_one_that_is_not_there()
    {
        var options = Bind(("LocalDataCentre", ""), ("Keyspace", ""), ("UserName", ""), ("Password", ""));

        Assert.Equal((null, "orleans", null, null), (options.LocalDataCentre, options.Keyspace, options.UserName, options.Password));
    }

    [Fact]
    public void Contact_points_are_a_list_a_text_or_a_connection_string()
    {
        Assert.Equal(["a", "b"], Bind(("ContactPoints:0", "a"), ("ContactPoints:1", "b")).ContactPoints);
        Assert.Equal(["a", "b"], Bind(("ConnectionString", "a,b")).ContactPoints);
        Assert.Equal(["c"], Bind(("ConnectionName", "cassandra")).ContactPoints);
        Assert.NotNull(Bind(("Tls", "true")).Tls);
        Assert.Null(Bind(("Tls", "false")).Tls);
    }

    [Theory]
    [InlineData("Consistency", "LocalOne", "Orleans:Clustering:Consistency is 'LocalOne': set it to LocalQuorum or Quorum.")]
    [InlineData("Schema", "Drop", "Orleans:Clustering:Schema is 'Drop': set it to None or Create.")]
    [InlineData("Tls", "perhaps", "Orleans:Clustering:Tls is 'perhaps': set it to true or false, or give the keys below it.")]
    [InlineData("ConnectionName", "no", "Orleans:Clustering:ConnectionName: there is no connection string 'no': add ConnectionStrings:no, or leave the key out.")]
    [InlineData("ServiceKey", "no", $"Orleans:Clustering:ServiceKey: there is no {nameof(CqlSession)} with the key 'no' among the services: add one, or leave the key out.")]
    public void What_cannot_be_read_is_refused_by_its_key(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<OrleansConfigurationException>(() => Bind((key, value))).Message);

    private static TestOptions Bind(params (string Key, string Value)[] keys)
    {
        var all = keys.Select(key => KeyValuePair.Create($"Orleans:Clustering:{key.Key}", (string?)key.Value)).Append(new("ConnectionStrings:cassandra", "c"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).BuildServiceProvider();
        var options = new TestOptions();
        options.BindConnection(configuration.GetSection("Orleans:Clustering"), services);
        return options;
    }
}
