using System.Net;
using System.Net.Sockets;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;
using Marketplace.Payments.Sandbox.Client;

namespace Marketplace.Payments.Sandbox.Tests.Service;

/// <summary>The real program: killed, stopped, and started with what makes no sense.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly Money Price = new(12.34m, "EUR");
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-service-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_that_is_killed_between_capture_and_answer_answers_the_same_reference_as_captured()
    {
        using var first = await GatewayProcess.StartAsync(_folder, "--Marketplace:Payments:Sandbox:SlowAnswer=00:01:00");
        using var client = new SandboxGatewayClient(first.Address, TimeProvider.System);
        var capture = CaptureAsync(client, TestCards.Slow);
        while ((await client.FindAsync("order-1")).State == PaymentState.Unknown)
            await Task.Delay(10);

        await first.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => capture);
        using var second = await GatewayProcess.StartAsync(_folder, $"--urls={first.Address.GetLeftPart(UriPartial.Authority)}");

        // The same client, whose connections were the first one's.
        Assert.Equal(new PaymentRecord(PaymentState.Captured, Price, null), await client.FindAsync("order-1"));
        Assert.Equal(new PaymentRecord(PaymentState.Captured, Price, null), await CaptureAsync(client, TestCards.Declined));
        Assert.Single(await client.BooksAsync().ToListAsync());
    }

    [Fact]
    public async Task What_it_answered_is_in_the_books_of_one_that_is_started_after_its_kill()
    {
        using var first = await GatewayProcess.StartAsync(_folder);
        using var client = new SandboxGatewayClient(first.Address, TimeProvider.System);
        var answers = new List<KeyValuePair<string, PaymentRecord>>();
        using var enough = new SemaphoreSlim(0);
        var paying = Enumerable.Range(0, 8).Select(payer => PayUntilKilledAsync(client, payer, answers, enough)).ToArray();
        for (var waits = 0; waits < 200 && !paying.All(payer => payer.IsCompleted); waits++)
            await enough.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        await first.KillAsync();
        await Task.WhenAll(paying);
        using var second = await GatewayProcess.StartAsync(_folder, $"--urls={first.Address.GetLeftPart(UriPartial.Authority)}");

        var books = await client.BooksAsync().ToDictionaryAsync(entry => entry.Key, entry => entry.Value);
        foreach (var (reference, answer) in answers)
            Assert.Equal(answer, books[reference]);
        Assert.Contains(answers, answer => answer.Value.State == PaymentState.Repaid);
        Assert.Contains(answers, answer => answer.Value.Refunded is not null);
    }

    [Fact]
    public async Task SIGTERM_lets_it_answer_what_it_has_taken_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var process = await GatewayProcess.StartAsync(_folder, "--Marketplace:Payments:Sandbox:SlowAnswer=00:00:02");
        using var client = new SandboxGatewayClient(process.Address, TimeProvider.System);
        var capture = CaptureAsync(client, TestCards.Slow);
        while ((await client.FindAsync("order-1")).State == PaymentState.Unknown)
            await Task.Delay(10);

        await process.TerminateAsync();

        Assert.Equal(PaymentState.Captured, (await capture).State);
        Assert.Equal(0, await process.ExitAsync());
    }

    [Theory]
    [InlineData("--urls=nonsense", "ASPNETCORE_URLS")]
    [InlineData("--urls=https://127.0.0.1:0", "ASPNETCORE_URLS")]
    [InlineData("--Marketplace:Payments:Sandbox:Directory=", "Marketplace:Payments:Sandbox:Directory")]
    [InlineData("--Marketplace:Payments:Sandbox:Directory=/dev/null/books", "Marketplace:Payments:Sandbox:Directory")]
    [InlineData("--Marketplace:Payments:Sandbox:Folder=here", "Marketplace:Payments:Sandbox:Folder")]
    [InlineData("--Marketplace:Payments:Sandbox:SlowAnswer=soon", "Marketplace:Payments:Sandbox:SlowAnswer")]
    [InlineData("--Marketplace:Payments:Sandbox:SettleAfter=-00:00:01", "Marketplace:Payments:Sandbox:SettleAfter")]
    [InlineData("--Marketplace:Payments:Sandbox:MaxRequestsInFlight=0", "Marketplace:Payments:Sandbox:MaxRequestsInFlight")]
    public async Task A_key_that_makes_no_sense_is_named(string setting, string key)
        => AssertOneSentence(await RunAsync(setting), key);

    [Fact]
    public async Task Books_that_another_process_has_are_named()
    {
        using var other = await GatewayProcess.StartAsync(_folder);

        AssertOneSentence(await GatewayProcess.RunToEndAsync("--urls=http://127.0.0.1:0", $"--Marketplace:Payments:Sandbox:Directory={_folder}"), _folder);
    }

    [Fact]
    public async Task An_address_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        AssertOneSentence(await RunAsync($"--urls=http://{other.LocalEndpoint}"), "ASPNETCORE_URLS");
    }

    // Each reference has one last answer: a capture, or what undid it.
    private static async Task PayUntilKilledAsync(
        SandboxGatewayClient client, int payer, List<KeyValuePair<string, PaymentRecord>> answers, SemaphoreSlim enough)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var reference = $"order-{payer}-{number}";
                var answer = await CaptureAsync(client, number % 4 == 3 ? TestCards.Declined : TestCards.Approved, reference);
                if (number % 4 == 1)
                    answer = await client.VoidAsync(reference);
                else if (number % 4 == 2)
                    answer = await client.RefundAsync(new RefundRequest(reference, "part-1", new Money(2.34m, "EUR")));
                lock (answers)
                    answers.Add(KeyValuePair.Create(reference, answer));
                enough.Release();
            }
        }
        catch (HttpRequestException)
        {
            // It was killed: whatever it had not answered may be in the books or not.
        }
    }

    private static async Task<PaymentRecord> CaptureAsync(SandboxGatewayClient client, string number, string reference = "order-1")
    {
        var token = await client.TokenizeAsync(new Card(number, "A. Buyer", "1230", "123", null));
        return await client.CaptureAsync(new CaptureRequest(reference, Price, "card", token.Token, 1));
    }

    private async Task<(int Code, string Errors)> RunAsync(string setting)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] settings = ["--urls=http://127.0.0.1:0", $"--Marketplace:Payments:Sandbox:Directory={_folder}", setting];
        return (await Sandbox.Service.SandboxProgram.RunAsync(settings, output, errors), errors.ToString());
    }

    private static void AssertOneSentence((int Code, string Errors) end, string key)
    {
        Assert.Equal(1, end.Code);
        Assert.Contains(key, Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
