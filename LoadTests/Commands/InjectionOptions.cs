using System.CommandLine;
using Marketplace.LoadTests.Injection;

namespace Marketplace.LoadTests.Commands;

/// <summary>Options of every scenario that say how and how long load is injected.</summary>
internal sealed class InjectionOptions
{
    private const int ClosedUsers = 16;
    private const int OpenUsers = 256;

    // An iteration that waits longer than this for a user would say more about the generator than about the server.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Option<int?> _concurrency = new("--concurrency")
    {
        Description = $"Users at work at the same time ({ClosedUsers}, or {OpenUsers} at most with --rate)",
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Iterations to start each second whether or not the server keeps up; without it each user goes on when it is answered",
    };

    private readonly Option<TimeSpan> _duration = Parsed.Duration("--duration", "How long to measure", TimeSpan.FromSeconds(60), least: TimeSpan.FromMilliseconds(1));
    private readonly Option<TimeSpan> _warmUp = Parsed.Duration("--warmup", "How long to go on before that", TimeSpan.FromSeconds(10), least: TimeSpan.Zero);

    public InjectionOptions()
    {
        _concurrency.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 100_000) result.AddError("--concurrency must be from 1 to 100000.");
        });
        _rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } rate && rate is not (> 0 and <= 1_000_000))
                result.AddError("--rate must be above 0 and at most 1000000 a second.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_concurrency);
        command.Options.Add(_rate);
        command.Options.Add(_duration);
        command.Options.Add(_warmUp);
    }

    public InjectionPlan Plan(ParseResult parsed) => new(parsed.GetValue(_warmUp), parsed.GetValue(_duration));

    public IInjection Create(ParseResult parsed, TimeProvider time)
    {
        var rate = parsed.GetValue(_rate);
        var users = parsed.GetValue(_concurrency) ?? (rate is null ? ClosedUsers : OpenUsers);
        return rate is { } asked
            ? new OpenInjection(time, asked, users, LongestWait)
            : new ClosedInjection(time, users);
    }
}
