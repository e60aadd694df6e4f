using System.Text.RegularExpressions;
using Bank;

namespace Orleans.Entities.Tests;

public sealed partial class ReadmeTests(EntityCluster cluster) : IClassFixture<EntityCluster>
{
    [Fact]
    public void The_program_in_the_readme_is_the_one_that_is_tested()
        => Assert.Equal(Resource("Account.cs"), FirstProgram().Match(Resource("README.md")).Groups[1].Value);

    [Fact]
    public async Task The_program_in_the_readme_keeps_its_promise()
    {
        var account = cluster.Grains.GetGrain<IAccountGrain>("alice");
        Assert.Equal(10, await account.PayInAsync(new("p1", 10)));
        Assert.Equal(15, await account.PayInAsync(new("p2", 5)));
        Assert.Equal(15, await account.PayInAsync(new("p1", 10)));
        Assert.Equal(15, await account.BalanceAsync());
        Assert.Equal(2, cluster.Store.Events.Count(sent => sent.Event.Type == "bank.account.paid-in.v1"));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstProgram();

    private static string Resource(string name)
    {
        using var stream = typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
