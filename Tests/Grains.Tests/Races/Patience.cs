using Orleans.Entities;

namespace Marketplace.Grains.Tests.Races;

/// <summary>Asks again while nobody answers, as a client does: activations that end in the middle of things lose calls.</summary>
internal static class Patience
{
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });

    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await ask();
            }
            catch (Exception exception) when (
                tried < Tries
                && exception is EntityUnavailableException or EntityStoreException or OrleansMessageRejectionException or TimeoutException)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }
}
