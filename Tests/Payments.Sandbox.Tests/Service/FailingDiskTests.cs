using System.Net;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;
using Marketplace.Payments.Sandbox.Client;
using Orleans.Entities.RocksDb.Tests.Process;

namespace Marketplace.Payments.Sandbox.Tests.Service;

/// <summary>The real program on a disk that fails for a while.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-service-").FullName;
    private readonly string _shimFolder = Directory.CreateTempSubdirectory("sandbox-shim-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_shimFolder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_write_that_failed_the_books_are_opened_anew_and_it_goes_on(bool full)
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder);
        using var gateway = await GatewayProcess.StartAsync(_folder, shim);
        using var client = new SandboxGatewayClient(gateway.Address, TimeProvider.System);
        await CaptureAsync(client, "before");

        if (full)
            shim.FailWrites();
        else
            shim.FailSyncs();
        await Assert.ThrowsAnyAsync<Exception>(() => CaptureAsync(client, "order-1"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(gateway));
        shim.LetGo();
        await Patience.UntilAsync(async () => await ReadyAsync(gateway) == HttpStatusCode.OK);

        Assert.Equal(PaymentState.Captured, (await CaptureAsync(client, "order-1")).State);
        Assert.Equal(PaymentState.Captured, (await client.FindAsync("before")).State);

        // The library keeps what it wrote of each opening.
        Assert.NotEmpty(Directory.GetFiles(_folder, "LOG.old.*"));
        await gateway.KillAsync();
        using var next = await GatewayProcess.StartAsync(_folder);
        using var other = new SandboxGatewayClient(next.Address, TimeProvider.System);
        Assert.Equal(["before", "order-1"], (await other.BooksAsync().ToListAsync(TestContext.Current.CancellationToken)).Select(entry => entry.Key));
    }

    private static async Task<HttpStatusCode> ReadyAsync(GatewayProcess gateway)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(gateway.Address, "/health/ready"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<PaymentRecord> CaptureAsync(SandboxGatewayClient client, string reference)
    {
        var token = await client.TokenizeAsync(new Card(TestCards.Approved, "A. Buyer", "1230", "123", null));
        return await client.CaptureAsync(new CaptureRequest(reference, new Money(12.34m, "EUR"), "card", token.Token, 1));
    }
}
