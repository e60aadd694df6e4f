using Marketplace.Silo.Commands;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>A run of the program in this process.</summary>
internal sealed record Ran(int Code, string Output, string Errors)
{
    public static async Task<Ran> WithAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await SiloProgram.RunAsync(args, output, errors, TestContext.Current.CancellationToken);
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>It failed, and said why in one sentence.</summary>
    public void AssertFailed(params string[] names)
    {
        Assert.Equal(SiloProgram.Failed, Code);
        var sentence = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(names, name => Assert.Contains(name, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Output + Errors, StringComparison.Ordinal);
    }
}
