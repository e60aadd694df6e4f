using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests;

/// <summary>
/// SIGKILL of the real program, at each step of a checkout and of a cancellation, and at any moment under load. Afterwards what buyers
/// were told, what the marketplace has, what its lists show and what the gateway took must agree.
/// </summary>
public sealed class CheckoutCrashTests(ITestOutputHelper output)
{
    // Every purchase comes by these; by the others only those that are declined, cancelled, or find something sold out.
    private const int Common = 30;
    private const int Rare = 4;

    // How many share one shop: to start the program and to check everything is what these tests cost most of all.
    private const int Together = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly (string Point, int MostHits)[] Points =
    [
        ("cart.frozen", Common),
        ("order.placed", Common),
        ("order.reserved", Common),
        ("order.trimmed", Rare),
        ("order.captured", Common),
        ("order.awaiting", Rare),
        ("order.paid", Common),
        ("cart.taken", Common),
        ("order.told", Common),
        ("order.cancelling", Rare),
        ("order.voided", Rare),
        ("order.released", Rare),
        ("order.ended", Rare),
        ("order.withdrawing", Rare),
        ("order.withdrawn", Rare),
        ("order.part-repaid", Rare),
    ];

    [Theory]
    [MemberData(nameof(FailPoints))]
    public async Task Kills_at_a_step_lose_double_and_leave_nothing(string[] points)
    {
        var random = Start("each of " + string.Join(", ", points));
        var armed = Array.FindAll(Points, one => points.Contains(one.Point));
        await using var program = new MarketplaceProgram();
        var rounds = new CrashRounds(program, random, output);
        foreach (var kills in CrashSettings.Rounds())
        {
            // A point stays armed while the program recovers: a recovery that comes by it is cut off too.
            Task StartArmedAsync(int kill)
            {
                var (point, mostHits) = armed[kill % armed.Length];
                return program.StartAsync(("Marketplace:FailPoints", string.Create(CultureInfo.InvariantCulture, $"{point}={random.Next(1, mostHits + 1)}")));
            }

            await rounds.RunAsync(() => StartArmedAsync(0), async () =>
            {
                for (var kill = 1; kill <= kills * armed.Length; kill++)
                {
                    await program.Exited.WaitAsync(Limit);
                    await (kill < kills * armed.Length ? StartArmedAsync(kill) : program.StartAsync());
                }
            });
        }
    }

    [Fact]
    public async Task Kills_at_any_moment_under_load_lose_double_and_leave_nothing()
    {
        var random = Start("any moment");
        await using var program = new MarketplaceProgram();
        await new CrashRounds(program, random, output).RunAtAnyMomentAsync(CrashSettings.Rounds());
    }

    /// <summary>The points, some at a time, and in a campaign each by itself, with a trait, so that it can be run alone.</summary>
    public static IEnumerable<TheoryDataRow<string[]>> FailPoints() => Points
        .Select(one => one.Point)
        .Chunk(CrashSettings.IsCampaign ? 1 : Together)
        .Select(points => new TheoryDataRow<string[]>(points) { Traits = { ["point"] = [.. points] } });

    private Random Start(string what)
    {
        output.WriteLine($"seed {CrashSettings.Seed}, {CrashSettings.Kills} kills at {what}");
        return new Random(CrashSettings.Seed);
    }
}
