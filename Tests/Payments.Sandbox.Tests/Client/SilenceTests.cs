using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Client;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Payments.Sandbox.Tests.Client;

/// <summary>A service that is not there, hangs, or answers what is no answer: nothing is known then, and nobody waits for ever.</summary>
public sealed class SilenceTests
{
    private static readonly CaptureRequest Request = new("order-1", new Money(1m, "EUR"), "card", "tok", 1);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_service_that_hangs_is_waited_for_until_its_time_is_up()
    {
        await using var silent = new ScriptedService(() => null);
        using var client = new SandboxGatewayClient(silent.Address, _time);
        var find = client.FindAsync("order-1");
        await silent.Asked.Task;

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(find.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => find);
    }

    [Fact]
    public async Task A_capture_has_as_long_as_an_order_can_wait()
    {
        await using var silent = new ScriptedService(() => null);
        using var client = new SandboxGatewayClient(silent.Address, _time);
        var capture = client.CaptureAsync(Request);
        await silent.Asked.Task;

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(capture.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => capture);
    }

    [Fact]
    public async Task Whoever_calls_may_end_it_earlier()
    {
        await using var silent = new ScriptedService(() => null);
        using var client = new SandboxGatewayClient(silent.Address, _time);
        using var cancel = new CancellationTokenSource();
        var capture = client.CaptureAsync(Request, cancel.Token);
        await silent.Asked.Task;

        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => capture)).CancellationToken);
    }

    [Fact]
    public async Task Books_that_stop_coming_are_waited_for_until_their_time_is_up()
    {
        var beginning = Answer(200, "application/json", """[{"reference":"order-1","record":{"state":"captured","amount":null,"reason":null,"refunded":null}},""", lengthIs: 100_000);
        await using var stalled = new ScriptedService(() => beginning, stalls: true);
        using var client = new SandboxGatewayClient(stalled.Address, _time);
        var reading = client.BooksAsync().CountAsync().AsTask();

        while (!reading.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
    }

    [Fact]
    public async Task Where_nobody_listens_that_is_known_soon()
    {
        using var client = new SandboxGatewayClient(Nobody(), _time);
        var voided = client.VoidAsync("order-1");

        await PassAsync(voided);

        await Assert.ThrowsAsync<HttpRequestException>(() => voided);
    }

    [Fact]
    public async Task A_request_that_has_not_left_is_sent_once_more()
    {
        var address = Nobody();
        using var client = new SandboxGatewayClient(address, _time);
        var find = client.FindAsync("order-1");
        await using var service = new GatewayService();
        service.Settings = [$"--urls={address.GetLeftPart(UriPartial.Authority)}"];
        await service.OpenAsync();

        await PassAsync(find);

        Assert.Equal(PaymentState.Unknown, (await find).State);
    }

    [Fact]
    public async Task A_request_that_has_left_is_not_sent_again()
    {
        await using var rude = new ScriptedService(() => []);
        using var client = new SandboxGatewayClient(rude.Address, TimeProvider.System);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CaptureAsync(Request));

        Assert.Equal(1, rude.Connections);
    }

    [Theory]
    [InlineData(200, "application/json", "null")]
    [InlineData(200, "application/json", "{}")]
    [InlineData(200, "application/json", """{"state":"stolen","amount":null,"reason":null}""")]
    [InlineData(200, "application/json", """{"state":1,"amount":null,"reason":null}""")]
    [InlineData(200, "application/json", """{"state":"captured","amount":{"amount":"1","currency":"XXX"},"reason":null}""")]
    [InlineData(204, "application/json", "")]
    [InlineData(302, "text/html", "elsewhere")]
    [InlineData(409, "text/html", "conflict")]
    [InlineData(422, "application/json", "{}")]
    [InlineData(422, "application/problem+json", "{}")]
    [InlineData(422, "application/problem+json", """{"type":"t","title":"t","status":422,"detail":"d","code":"refused"}""")]
    [InlineData(503, "application/problem+json", """{"type":"t","title":"t","status":503,"detail":"d","code":"busy"}""")]
    public async Task What_is_no_answer_of_the_service_leaves_everything_open(int status, string type, string body)
    {
        await using var other = new ScriptedService(() => Answer(status, type, body));
        using var client = new SandboxGatewayClient(other.Address, TimeProvider.System);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CaptureAsync(Request));
    }

    [Fact]
    public async Task No_bytes_make_it_believe_anything()
    {
        byte[] next = [];
        await using var garbage = new ScriptedService(() => next);
        using var client = new SandboxGatewayClient(garbage.Address, TimeProvider.System);
        await Gen.Select(Gen.Bool, Gen.Byte.Array[0, 300]).SampleAsync(
            async (head, bytes) =>
            {
                next = head ? [.. Answer(200, "application/json", "", bytes.Length), .. bytes] : bytes;
                await Assert.ThrowsAsync<HttpRequestException>(() => client.VoidAsync("order-1"));
                await Assert.ThrowsAsync<HttpRequestException>(async () => await client.BooksAsync().CountAsync());
            },
            iter: 300,
            threads: 1);
    }

    // Past the pause, which begins when the first try has failed, and not as far as the call's own limit.
    private async Task PassAsync(Task call)
    {
        for (var passed = 0; passed < 40 && !call.IsCompleted; passed++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(call, Task.Delay(50));
        }
    }

    private static byte[] Answer(int status, string type, string body, int? lengthIs = null)
        => Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\ncontent-type: {type}\r\ncontent-length: {lengthIs ?? body.Length}\r\nconnection: close\r\n\r\n{body}");

    private static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{(IPEndPoint)listener.LocalEndpoint}");
    }
}
