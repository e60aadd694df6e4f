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
        var host = SiloHost.Build([.. arguments.Configuration], output, gate);
        var isLeft = false;
        try
        {
            await host.StartAsync(stop);
            gate.Open();
            await SiloBanner.WriteAsync(host.Services, output);
            await host.UntilEndAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was told to stop before it had started.
        }
        catch (LateEndException)
        {
            isLeft = true;
            throw;
        }
        finally
        {
            if (!isLeft)
                host.Dispose();
        }
    }
}
