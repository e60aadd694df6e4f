using System.CommandLine;
using System.Globalization;
using Marketplace.LoadTests.Checks.Thresholds;
using Marketplace.LoadTests.Reports;
using Marketplace.LoadTests.Scenarios;
using Marketplace.LoadTests.Scenarios.Keys;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;

namespace Marketplace.LoadTests.Commands;

/// <summary>The command <c>online-marketplace</c>.</summary>
internal sealed class OnlineMarketplaceCommand : Command
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly InjectionOptions _injection = new();
    private readonly ReportOptions _report = new();
    private readonly Option<Uri> _url = Parsed.Url("--url", "Where the server listens", "http://127.0.0.1:5000");
    private readonly Option<string> _prefix = new("--prefix") { Description = "Where the contract's routes begin", DefaultValueFactory = _ => "/online-marketplace" };
    private readonly Option<Uri> _operators = Parsed.Url("--operators", "Where the server's operators look", "http://127.0.0.1:5001");
    private readonly Option<FileInfo> _operatorsKey = Parsed.ExistingFile("--operators-key-file", "The file with the key that the operators' port asks for");
    private readonly Option<bool> _noOperators = new("--no-operators") { Description = "Do without the checks that need the operators' port" };
    private readonly Option<int> _customers = Parsed.Count("--customers", "Customers", 1000, 10_000_000);
    private readonly Option<int> _sellers = Parsed.Count("--sellers", "Sellers", 100, 100_000);
    private readonly Option<int> _products = Parsed.Count("--products", "Products of each seller", 10, 10_000);
    private readonly Option<KeyDistribution> _keys = new("--keys") { Description = "How sellers and products are chosen", DefaultValueFactory = _ => KeyDistribution.Uniform };
    private readonly Option<TransactionMix> _mix = Parsed.By("--mix", "Weights of the transactions", TransactionMix.Usual, TransactionMix.Parse);
    private readonly Option<long> _seed = new("--seed") { Description = "Decides the data and the choices", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _reset = new("--reset") { Description = "Reset what an earlier run has loaded instead of loading again" };

    public OnlineMarketplaceCommand(TimeProvider time)
        : base("online-marketplace", "Run the Online Marketplace benchmark (arXiv 2403.12605) against a server, and check what it did.")
    {
        foreach (var option in new Option[] { _url, _prefix, _operators, _operatorsKey, _noOperators, _customers, _sellers, _products, _keys, _mix, _seed, _reset })
            Options.Add(option);
        _injection.AddTo(this);
        _report.AddTo(this);
        SetAction((parsed, _) => RunAsync(parsed, time));
    }

    private async Task<int> RunAsync(ParseResult parsed, TimeProvider time)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var options = ReadOptions(parsed);
        var injection = _injection.Create(parsed, time);
        if (injection.Users > options.Customers)
        {
            await error.WriteLineAsync("--customers must be at least --concurrency, for a customer does one thing at a time.");
            return (int)Verdict.Misused;
        }
        using var interruption = new Interruption(error);
        using var scenario = new OnlineMarketplaceScenario(options, time, RequestTimeout);
        try
        {
            var report = await new LoadTestRun(time, output).RunAsync(
                scenario, injection, _injection.Plan(parsed), _report.Thresholds(parsed), Describe(parsed), interruption.Token);
            return await _report.PublishAsync(parsed, report);
        }
        catch (ScenarioException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return (int)Verdict.NotStarted;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted before the run began.");
            return (int)Verdict.NotStarted;
        }
    }

    private OnlineMarketplaceOptions ReadOptions(ParseResult parsed) => new()
    {
        Endpoint = new Uri(parsed.GetValue(_url)!, parsed.GetValue(_prefix)),
        Operators = parsed.GetValue(_noOperators) ? null : parsed.GetValue(_operators),
        OperatorsKey = parsed.GetValue(_operatorsKey) is { } file ? File.ReadLines(file.FullName).FirstOrDefault()?.Trim() : null,
        Customers = parsed.GetValue(_customers),
        Sellers = parsed.GetValue(_sellers),
        ProductsPerSeller = parsed.GetValue(_products),
        Keys = parsed.GetValue(_keys),
        Mix = parsed.GetValue(_mix)!,
        Seed = parsed.GetValue(_seed),
        Reset = parsed.GetValue(_reset),
    };

    private Dictionary<string, string> Describe(ParseResult parsed)
    {
        var settings = new Dictionary<string, string>();
        foreach (var option in Options)
            if (parsed.GetValue<object?>(option.Name) is { } value and not Threshold[])
                settings[option.Name.TrimStart('-')] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return settings;
    }
}
