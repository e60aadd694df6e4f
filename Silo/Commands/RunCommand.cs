using Marketplace.Silo.Hosting;
using Marketplace.Silo.Logging;

namespace Marketplace.Silo.Commands;

/// <summary>Runs a silo that is a process of its own, until it is told to stop or has to.</summary>
internal sealed class RunCommand : SiloCommand
{
    public override void Check(SiloArguments arguments)
    {
        if (arguments.Operands.Count > 0 || arguments.Flags.Count > 0)
            throw new UsageException("run takes configuration and nothing else");
    }

    public override async Task RunAsync(SiloArguments arguments, TextWriter output, CancellationToken stop)
    {
        var gate = new StartGate();
        using var host = SiloHost.Build([.. arguments.Configuration], output, gate);
        try
        {
            await host.StartAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        gate.Open();
        await SiloBanner.WriteAsync(host.Services, output);
        await UntilEndAsync(host, stop);
    }

    /// <summary>Waits for the end of a silo that has started, and tells one that was wanted from one that was not.</summary>
    /// <exception cref="EndedException">It ended, in order, though nobody told it to: whatever watches the process starts another.</exception>
    internal static async Task UntilEndAsync(IHost host, CancellationToken stop)
    {
        using var stopping = stop.UnsafeRegister(static life => ((IHostApplicationLifetime)life!).StopApplication(), host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.WaitForShutdownAsync(CancellationToken.None);
        if (!stop.IsCancellationRequested)
            throw new EndedException();
    }
}
