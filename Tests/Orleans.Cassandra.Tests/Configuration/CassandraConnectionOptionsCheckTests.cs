using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Configuration;

public sealed class CassandraConnectionOptionsCheckTests
{
    [Fact]
    public void The_defaults_with_a_contact_point_are_taken() => CassandraConnectionOptionsCheck.Check(With(_ => { }), "S");

    [Fact]
    public void What_makes_no_sense_is_refused_by_its_key()
    {
        AssertRefused("S:ContactPoints is empty", options => options.ContactPoints.Clear());
        foreach (var name in new[] { "", "1a", "a-b", "a\"b", "ä", new string('a', 49), "a\n" })
            AssertRefused($"S:Keyspace is '{name}'", options => options.Keyspace = name);
        AssertRefused("S:Password is missing", options => options.UserName = "u");
        AssertRefused("S:UserName is missing", options => options.Password = "p");
        AssertRefused("S:Consistency is 7", options => options.Consistency = (CassandraConsistency)7);
        AssertRefused("S:Schema is 7", options => options.Schema = (CassandraSchemaMode)7);
        AssertRefused("S:ReplicationFactor is 0", options => options.ReplicationFactor = 0);
    }

    [Fact]
    public void A_password_is_not_shown() =>
        Assert.DoesNotContain("secret", SessionKey.Of(With(options => (options.UserName, options.Password) = ("u", "secret"))).ToString(), StringComparison.Ordinal);

    private static void AssertRefused(string begin, Action<TestOptions> change) =>
        Assert.StartsWith(begin, Assert.Throws<OrleansConfigurationException>(() => CassandraConnectionOptionsCheck.Check(With(change), "S")).Message, StringComparison.Ordinal);

    private static TestOptions With(Action<TestOptions> change)
    {
        var options = new TestOptions { ContactPoints = { "10.0.0.1" } };
        change(options);
        return options;
    }
}
