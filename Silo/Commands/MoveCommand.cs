using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Moving;
using Orleans.Entities;

namespace Marketplace.Silo.Commands;

/// <summary>What export and import have in common: the marketplace is stopped, and this process owns all that it has.</summary>
internal abstract class MoveCommand(string name) : SiloCommand
{
    public override void Check(SiloArguments arguments)
    {
        if (arguments.Operands.Count != 1 || arguments.Flags.Count > 0)
            throw new UsageException($"{name} takes one folder and nothing else");
    }

    public override async Task RunAsync(SiloArguments arguments, TextWriter output, CancellationToken stop)
    {
        await using var host = CommandHost.Build(arguments.Configuration);
        var configuration = host.Services.GetRequiredService<IConfiguration>();
        using var data = OpenData(configuration);
        var folder = arguments.Operands[0];
        var store = host.Services.GetRequiredService<IMovableStore>();
        try
        {
            // Of a service's books there is nothing to move: orders find them where they are.
            using var books = PaymentSettings.Read(configuration).Service is null ? SandboxBooks.Open(PaymentSettings.BooksOf(configuration, data)) : null;
            IReadOnlyList<IMovablePart> parts = books is null ? [] : [new PaymentsPart(books)];
            await MoveAsync(store, parts, data, folder, new MoveReport(output, TimeProvider.System), stop);
        }
        catch (IOException e)
        {
            throw new MoveRefusedException(e.Message, e);
        }
    }

    protected abstract DataDirectory OpenData(IConfiguration configuration);

    protected abstract Task MoveAsync(
        IMovableStore store, IReadOnlyList<IMovablePart> parts, DataDirectory data, string folder, IProgress<MoveProgress> progress, CancellationToken stop);
}
