using System.Globalization;
using System.Text.Json;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql;

/// <summary>
/// One client, one operation, one load, in a process of its own, so that its processor is the client's alone.
/// <c>cql-client CLIENT CONTACT OPERATION closed CALLERS | open RATE SECONDS</c> prints a line of JSON.
/// </summary>
internal static class ClientRun
{
    private const int WarmUpSeconds = 3;

    internal static async Task RunAsync(string[] args)
    {
        if (args is not [var name, var contact, var operationName, var mode, var load, var seconds])
            throw new ArgumentException("Give the client, a contact point, the operation, closed or open, callers or requests a second, and seconds.", nameof(args));
        var operation = Enum.Parse<Operation>(operationName, ignoreCase: true);
        await using var client = await ConnectAsync(name, contact);
        await client.PrepareAsync(operation);
        // Keys of one run are not those of another: conditions shall hold, and nothing overwrite.
        var firstKey = (long)Random.Shared.Next() << 24;
        ILoad run = mode == "closed"
            ? new ClosedLoad(client, operation, firstKey, int.Parse(load, CultureInfo.InvariantCulture))
            : new OpenLoad(client, operation, firstKey, double.Parse(load, CultureInfo.InvariantCulture));
        await run.RunAsync(TimeSpan.FromSeconds(WarmUpSeconds));
        Console.WriteLine(JsonSerializer.Serialize(await run.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)))));
    }

    internal static async Task<ICqlClient> ConnectAsync(string name, string contact) => name switch
    {
        "ours" => await OurClient.ConnectAsync(contact),
#if DATASTAX
        "datastax" => await DataStaxClient.ConnectAsync(contact),
#endif
        _ => throw new ArgumentException($"There is no client '{name}' in this build.", nameof(name)),
    };
}
