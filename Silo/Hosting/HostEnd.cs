using Marketplace.Silo.Commands;
using Microsoft.Extensions.Options;

namespace Marketplace.Silo.Hosting;

/// <summary>The end of a host that runs as a process of its own.</summary>
internal static class HostEnd
{
    // What is told late that the host's time is over still ends in order.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Tells a host to stop when the process is told to, waits until it has stopped, and tells an end that was wanted from one that was not.</summary>
    /// <remarks>
    /// Services do not all heed the time that a host gives them: Orleans tries for a minute to tell the members' table that a silo leaves, whether
    /// or not there is a store.
    /// </remarks>
    /// <exception cref="EndedException">It ended, in order, though nobody told it to: whatever watches the process starts another.</exception>
    /// <exception cref="LateEndException">It has not stopped in its time; it is not to be disposed of either, which would wait for the same.</exception>
    public static async Task UntilEndAsync(this IHost host, CancellationToken stop)
    {
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = stop.UnsafeRegister(static life => ((IHostApplicationLifetime)life!).StopApplication(), life);
        using var begun = life.ApplicationStopping.UnsafeRegister(static stopping => ((TaskCompletionSource)stopping!).SetResult(), stopping);
        var ended = host.WaitForShutdownAsync(CancellationToken.None);
        await stopping.Task;
        var limit = host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout + Grace;
        try
        {
            await ended.WaitAsync(limit, host.Services.GetService<TimeProvider>() ?? TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException) when (!ended.IsCompleted)
        {
            throw new LateEndException(limit);
        }

        if (!stop.IsCancellationRequested)
            throw new EndedException();
    }
}
