namespace Cql.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string contactPoint, TextWriter output)
    {
        // <program>
        await using var session = await CqlSession.ConnectAsync(contactPoint); // 127.0.0.1
        (await session.ExecuteAsync("CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 1}")).Dispose();
        (await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS shop.orders (id uuid PRIMARY KEY, customer text, total decimal)")).Dispose();
        var insert = await session.PrepareAsync("INSERT INTO shop.orders (id, customer, total) VALUES (?, ?, ?)", isIdempotent: true);
        using (var bound = insert.Bind().Set(0, Guid.NewGuid()).Set(1, "Ada").Set(2, 9.99m))
            (await session.ExecuteAsync(bound)).Dispose();
        await foreach (var order in session.QueryAsync<Order>(new SimpleStatement("SELECT customer, total FROM shop.orders")))
            await output.WriteLineAsync($"{order.Customer} pays {order.Total}"); // Ada pays 9.99
        // </program>
    }

    internal sealed record Order(string Customer, decimal Total);
}
