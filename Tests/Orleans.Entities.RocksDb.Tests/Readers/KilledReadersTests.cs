using System.Globalization;
using Orleans.Entities.RocksDb.Tests.Process;

namespace Orleans.Entities.RocksDb.Tests.Readers;

/// <summary>A dispatcher and a projection whose process is killed again and again, at random moments under load.</summary>
public sealed class KilledReadersTests : IDisposable
{
    private const int Kills = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_told_in_order_and_parked_once_however_often_the_process_is_killed()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var process = await StoreProcess.OpenReadersAsync(_folder.Path);
            var before = Numbers(await process.AskAsync("told"))[0];
            var writing = process.AskAsync("write");
            await Patience.UntilAsync(async () => Numbers(await process.AskAsync("told"))[0] > before + 500);
            await Task.Delay(Random.Shared.Next(300), TestContext.Current.CancellationToken);
            await process.KillAsync();
            Assert.False(writing.IsCompleted);
        }

        await using var last = await StoreProcess.OpenReadersAsync(_folder.Path);
        var logged = Numbers(await last.AskAsync("logged"));
        var (all, poison) = (logged[0], logged[1]);

        Assert.True(poison > 0);
        await last.UntilAnswerAsync("told", $"{all - poison} 0 {poison}");
        await last.UntilAnswerAsync("projected", $"{all} 0");
    }

    private static int[] Numbers(string text) => [.. text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
