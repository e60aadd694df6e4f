using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace Marketplace.Benchmarks.Providers;

/// <summary>
/// Grain state of 256 bytes and of 4 KiB, by the serializer that a silo has when it is told of none: written over with its ETag and read, by 1, 16 and
/// 256 activations at once. <c>grain-state ROUNDS SECONDS STORE=WHERE…</c>
/// </summary>
internal static class GrainState
{
    internal static async Task RunAsync(string[] args)
    {
        await using var contest = await Contest<IGrainStorage>.OpenAsync(Settings.Parse(args), OpenAsync);
        foreach (var bytes in (int[])[256, 4096])
        {
            foreach (var callers in (int[])[1, 16, 256])
            {
                await contest.CompareAsync($"write {bytes} B", callers, async (storage, caller) => new Writing(await ActivateAsync(storage, caller, bytes)));
                await contest.CompareAsync($"read {bytes} B", callers, async (storage, caller) => new Reading(await ActivateAsync(storage, caller, bytes)));
            }
        }
    }

    private static async Task<IGrainStorage> OpenAsync(IServiceProvider services)
    {
        var storage = services.GetRequiredService<IGrainStorage>();
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        (storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);
        await lifecycle.OnStart();
        return storage;
    }

    private static async Task<Activation> ActivateAsync(IGrainStorage storage, int caller, int bytes)
    {
        var grain = GrainId.Create("benchmark", string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}-{caller}"));
        var activation = new Activation(storage, grain, new string('x', bytes));
        await activation.WriteAsync();
        return activation;
    }

    private sealed class Activation(IGrainStorage storage, GrainId grain, string text)
    {
        private readonly GrainState<TextState> _memory = new(new TextState { Text = text });

        public async ValueTask WriteAsync() => await storage.WriteStateAsync("state", grain, _memory);

        public async ValueTask ReadAsync()
        {
            await storage.ReadStateAsync("state", grain, _memory);
            if (_memory.State?.Text.Length != text.Length)
                throw new InvalidOperationException("Something else was read than was written.");
        }
    }

    private sealed class Writing(Activation activation) : IDeed
    {
        public ValueTask DoAsync() => activation.WriteAsync();
    }

    private sealed class Reading(Activation activation) : IDeed
    {
        public ValueTask DoAsync() => activation.ReadAsync();
    }
}
