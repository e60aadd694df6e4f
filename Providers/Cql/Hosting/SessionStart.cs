using Microsoft.Extensions.Hosting;

namespace Cql.Hosting;

/// <summary>Connects a session before a host's services start, so that they find it open, and so that a host does not start without it.</summary>
internal sealed class SessionStart(CqlSession session) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => session.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
