using System.CommandLine;
using System.Text.Json;
using Marketplace.LoadTests.Commands;
using Marketplace.LoadTests.Reports;
using Marketplace.LoadTests.Tests.Stub;

namespace Marketplace.LoadTests.Tests.Commands;

/// <summary>The command as it is typed, against a server.</summary>
public sealed class OnlineMarketplaceCommandTests
{
    [Fact]
    public async Task A_run_against_a_server_that_keeps_its_word_passes_and_reports()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var path = Path.GetTempFileName();
        try
        {
            var (exitCode, output) = await RunAsync(stub, "--operators", stub.Url.AbsoluteUri, "--json", path, "--threshold", "throughput>0", "--keys", "zipf");
            var report = JsonSerializer.Deserialize(await File.ReadAllTextAsync(path), RunReportJsonContext.Default.RunReport)!;

            Assert.Equal((int)Verdict.Passed, exitCode);
            Assert.True(report.Measured.Transactions.Accepted > 0);
            Assert.True(report.Generator.CpuMicrosecondsPerRequest > 0);
            Assert.Equal("7", report.Settings["seed"]);
            Assert.Equal("Zipf", report.Settings["keys"]);
            Assert.Contains("Measured:", output, StringComparison.Ordinal);
            Assert.Equal(30, stub.Requests.Count(request => request.Path == "/stock"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task An_open_run_reports_the_rate_that_was_kept()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var (exitCode, output) = await RunAsync(stub, "--no-operators", "--rate", "100", "--mix", "delivery=1");
        Assert.Equal((int)Verdict.Passed, exitCode);
        Assert.Contains("of 100 asked for", output, StringComparison.Ordinal);
        Assert.Contains("waived", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_that_cannot_be_kept_up_is_an_exit_code_of_its_own()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var (exitCode, output) = await RunAsync(stub, "--no-operators", "--rate", "1000000", "--mix", "delivery=1", "--concurrency", "1");
        Assert.Equal((int)Verdict.IterationsDropped, exitCode);
        Assert.Contains("dropped", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missed_threshold_is_an_exit_code_of_its_own()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var (exitCode, _) = await RunAsync(stub, "--no-operators", "--threshold", "throughput>=1000000");
        Assert.Equal((int)Verdict.ThresholdMissed, exitCode);
    }

    [Fact]
    public async Task A_broken_invariant_is_an_exit_code_of_its_own()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.Path == "/seller/dashboard/1" && request.Method == "GET" ? new StubReply(404) : null;
        var (exitCode, output) = await RunAsync(stub, "--no-operators", "--mix", "checkout=100");
        Assert.Equal((int)Verdict.InvariantBroken, exitCode);
        Assert.Contains("seller 1: the dashboard cannot be read", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operators_port_with_a_key_is_shown_the_one_of_a_file()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.OperatorsKey = "a key";
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "a key\n", TestContext.Current.CancellationToken);
            Assert.Equal((int)Verdict.NotChecked, (await RunAsync(stub, "--operators", stub.Url.AbsoluteUri)).ExitCode);
            var (exitCode, output) = await RunAsync(stub, "--operators", stub.Url.AbsoluteUri, "--operators-key-file", file);
            Assert.Equal((int)Verdict.Passed, exitCode);
            Assert.DoesNotContain("a key", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Without_an_operators_port_a_run_does_not_pass_unless_that_was_waived()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Operators = () => null;
        Assert.Equal((int)Verdict.NotChecked, (await RunAsync(stub, "--operators", stub.Url.AbsoluteUri)).ExitCode);
        Assert.Equal((int)Verdict.Passed, (await RunAsync(stub, "--no-operators")).ExitCode);
    }

    [Fact]
    public async Task A_server_that_refuses_to_be_loaded_is_named_in_one_sentence()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.Path == "/product" ? new StubReply(422) : null;
        var (exitCode, output) = await RunAsync(stub, "--no-operators");
        Assert.Equal((int)Verdict.NotStarted, exitCode);
        Assert.Equal($"POST {stub.Endpoint}/product was answered 422, so the run cannot start.", output.Trim());
    }

    [Fact]
    public async Task A_reset_does_not_load_again()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.Path == "/reset" ? new StubReply(200) : null;
        await RunAsync(stub, "--no-operators", "--reset");
        Assert.DoesNotContain(stub.Requests, request => request.Path is "/cleanup" or "/stock" or "/customer");
    }

    [Theory]
    [InlineData("--duration", "1")]
    [InlineData("--duration", "0s")]
    [InlineData("--warmup", "-1s")]
    [InlineData("--mix", "browse=1")]
    [InlineData("--rate", "0")]
    [InlineData("--concurrency", "0")]
    [InlineData("--concurrency", "21")]
    [InlineData("--sellers", "0")]
    [InlineData("--keys", "pareto")]
    [InlineData("--url", "ftp://127.0.0.1")]
    [InlineData("--threshold", "p99")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value)
    {
        await using var stub = await StubMarketplace.StartAsync();
        Assert.Equal((int)Verdict.Misused, (await RunAsync(stub, option, value)).ExitCode);
        Assert.Empty(stub.Requests);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(StubMarketplace stub, params string[] options)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] usual =
        [
            "--url", stub.Url.AbsoluteUri, "--customers", "20", "--sellers", "3", "--products", "10", "--concurrency", "4",
            "--duration", "300ms", "--warmup", "100ms", "--seed", "7",
        ];
        // Later options stand in for the usual ones of the same name.
        var arguments = usual.Chunk(2).Where(pair => !options.Contains(pair[0])).SelectMany(pair => pair).Concat(options);
        var configuration = new InvocationConfiguration { Output = output, Error = errors, ProcessTerminationTimeout = null };
        var exitCode = await new LoadTestsCommand(TimeProvider.System).Parse(["online-marketplace", .. arguments]).InvokeAsync(configuration);
        return (exitCode, output.ToString() + errors);
    }
}
