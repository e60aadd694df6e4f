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

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [MemberData(nameof(FailPoints))]
    public async Task A_kill_at_a_step_loses_doubles_and_leaves_nothing(string point, int mostHits)
    {
        var random = Start(point);
        await using var program = new MarketplaceProgram();
        var rounds = new CrashRounds(program, random, output);
        foreach (var kills in CrashSettings.Rounds())
        {
            // The point stays armed while the program recovers: a recovery that comes by it is cut off too.
            Task StartArmedAsync() => program.StartAsync(
                ("Marketplace:FailPoints", string.Create(CultureInfo.InvariantCulture, $"{point}={random.Next(1, mostHits + 1)}")));

            await rounds.RunAsync(StartArmedAsync, async () =>
            {
                for (var kill = 1; kill <= kills; kill++)
                {
                    await program.Exited.WaitAsync(Limit);
                    await (kill < kills ? StartArmedAsync() : program.StartAsync());
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

    /// <summary>The points, each with a trait, so that one can be run alone.</summary>
    public static IEnumerable<TheoryDataRow<string, int>> FailPoints() =>
    [
        At("cart.frozen", Common),
        At("order.placed", Common),
        At("order.reserved", Common),
        At("order.trimmed", Rare),
        At("order.captured", Common),
        At("order.awaiting", Rare),
        At("order.paid", Common),
        At("cart.taken", Common),
        At("order.told", Common),
        At("order.cancelling", Rare),
        At("order.voided", Rare),
        At("order.released", Rare),
        At("order.ended", Rare),
        At("order.withdrawing", Rare),
        At("order.withdrawn", Rare),
        At("order.part-repaid", Rare),
    ];

    private static TheoryDataRow<string, int> At(string point, int mostHits) => new(point, mostHits) { Traits = { ["point"] = [point] } };

    private Random Start(string what)
    {
        output.WriteLine($"seed {CrashSettings.Seed}, {CrashSettings.Kills} kills at {what}");
        return new Random(CrashSettings.Seed);
    }
}
