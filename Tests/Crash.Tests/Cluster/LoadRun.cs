using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>
/// The load suite as a process: the usual mix, at a rate that leaves the machine something for those who come and go, then a check of everything
/// that it bought.
/// </summary>
internal sealed partial class LoadRun : IAsyncDisposable
{
    /// <summary>Transactions a second.</summary>
    public const int Rate = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(4);

    // While nothing is answered, some of what is due is not begun.
    private const int Passed = 0;
    private const int Dropped = 5;

    private readonly ProgramProcess _process;

    private LoadRun(ProgramProcess process) => _process = process;

    /// <summary>What it printed.</summary>
    public string Output => _process.Output;

    /// <summary>
    /// How many transactions were accepted, and how many requests failed: theirs, also where it was done when it was sent again, and those that fill
    /// carts, which are no transactions.
    /// </summary>
    public (int Accepted, int Failed) Measured
    {
        get
        {
            var line = MeasuredLine().Match(Output);
            Assert.True(line.Success, Output);
            return (Number(line.Groups[1]), Number(line.Groups[2]) + Sum(FillingLine()) + Sum(RetriedLine()));

            int Sum(Regex operations) => operations.Matches(Output).Sum(operation => Number(operation.Groups[1]));
        }
    }

    /// <summary>For how many seconds it has been printing what became of each.</summary>
    public int Seconds => SecondLine().Count(Output);

    /// <summary>For how many seconds in a row nothing was accepted.</summary>
    public int LongestSilence
    {
        get
        {
            var (longest, now) = (0, 0);
            foreach (Match second in SecondLine().Matches(Output))
            {
                now = Number(second.Groups[1]) == 0 ? now + 1 : 0;
                longest = Math.Max(longest, now);
            }

            return longest;
        }
    }

    /// <summary>How many transactions were accepted in its last seconds.</summary>
    public int AcceptedInTheLast(int seconds) => SecondLine().Matches(Output).TakeLast(seconds).Sum(line => Number(line.Groups[1]));

    /// <summary>How long after a second some transaction still failed; 0 when none did.</summary>
    public int FailingAfter(int second)
    {
        var last = SecondLine().Matches(Output).Skip(second).Select((line, after) => Number(line.Groups[2]) == 0 ? 0 : after + 1);
        return last.DefaultIfEmpty().Max();
    }

    /// <summary>Starts it and waits until it measures.</summary>
    /// <param name="url">Where requests go.</param>
    /// <param name="operators">A silo's port for operators, which is there at the end.</param>
    /// <param name="seconds">How long it measures; longer than any test by itself, for who ends it.</param>
    public static async Task<LoadRun> StartAsync(Uri url, Uri operators, int seconds = 100_000)
    {
        var run = new LoadRun(ProgramProcess.Start(
            "LoadTests",
            [
                "online-marketplace", "--url", url.ToString(), "--operators", operators.ToString(), "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--concurrency", "16", "--customers", "100", "--sellers", "10",
                "--warmup", "3s", "--duration", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            ],
            []));
        while (!run.Output.Contains(" s measured", StringComparison.Ordinal))
        {
            Assert.False(run._process.HasExited, run.Output);
            await Task.Delay(Pause);
        }

        return run;
    }

    /// <summary>Waits for its end, which must be a good one: no invariant is broken, and what failed was told as what may be sent again.</summary>
    public async Task EndAsync()
    {
        var code = await _process.EndAsync(Sight);
        Assert.True(code is Passed or Dropped, $"It ended with {code}:\n{Output}");
        Assert.False(InternalErrorLine().IsMatch(Output), $"Something was answered 500:\n{Output}");
    }

    /// <summary>Asks it to end its load now and to check. As <see cref="EndAsync"/>.</summary>
    public async Task EndNowAsync()
    {
        await _process.SignalAsync("TERM");
        await EndAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Measured: .* ([\d,]+) accepted, [\d,]+ rejected, ([\d,]+) failed")]
    private static partial Regex MeasuredLine();

    [GeneratedRegex(@"^Refused .*\b500 × ", RegexOptions.Multiline)]
    private static partial Regex InternalErrorLine();

    [GeneratedRegex(@"^(?:add|seal) +\d+ +\d+ +(\d+) ", RegexOptions.Multiline)]
    private static partial Regex FillingLine();

    [GeneratedRegex(@"^checkout +\d+ +\d+ +\d+ +\d+ +(\d+) ", RegexOptions.Multiline)]
    private static partial Regex RetriedLine();

    [GeneratedRegex(@" s measured .* accepted +([\d,]+) .* failed +([\d,]+) ")]
    private static partial Regex SecondLine();
}
