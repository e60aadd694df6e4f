using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests.Http;

public sealed class HttpUserTests
{
    [Theory]
    [InlineData(200, Outcome.Accepted)]
    [InlineData(202, Outcome.Accepted)]
    [InlineData(302, Outcome.Failed)]
    [InlineData(400, Outcome.Rejected)]
    [InlineData(429, Outcome.Rejected)]
    [InlineData(500, Outcome.Failed)]
    [InlineData(503, Outcome.Failed)]
    internal async Task An_answer_counts_by_its_status(int status, Outcome outcome)
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = _ => new StubReply(status);
        using var target = new HttpTarget(TimeProvider.System, Runs.Timeout);
        using var user = new HttpUser(target);
        var reply = await user.SendAsync(HttpMethod.Get, At(stub, "/x"), null);
        Assert.Equal((status, outcome, false), (reply.Status, reply.Outcome, reply.IsUnanswered));
    }

    [Fact]
    public async Task Answers_are_read_to_the_end_so_that_one_connection_serves_all()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var large = new string(' ', 100_000);
        stub.Fault = request => new StubReply(200, request.Path == "/large" ? large : null);
        using var target = new HttpTarget(TimeProvider.System, Runs.Timeout);
        using var user = new HttpUser(target);
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(200, (await user.SendAsync(HttpMethod.Get, At(stub, "/large"), null)).Status);
            Assert.Equal(200, (await user.SendAsync(HttpMethod.Patch, At(stub, "/empty"), null)).Status);
        }
        Assert.Single(stub.Connections);
        Assert.Equal(40, target.Requests);
    }

    [Fact]
    public async Task A_body_is_sent_as_last_written_and_not_with_the_next_request_that_has_none()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = _ => new StubReply(200);
        using var target = new HttpTarget(TimeProvider.System, Runs.Timeout);
        using var user = new HttpUser(target);
        await user.SendAsync(HttpMethod.Post, At(stub, "/x"), user.Body.Write(12345, (json, value) => json.WriteNumberValue(value)));
        await user.SendAsync(HttpMethod.Post, At(stub, "/x"), user.Body.Write(6, (json, value) => json.WriteNumberValue(value)));
        await user.SendAsync(HttpMethod.Post, At(stub, "/x"), null);
        Assert.Equal(["12345", "6", ""], stub.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task No_answer_in_time_is_a_failure_and_the_user_goes_on()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var stall = new TaskCompletionSource();
        stub.Fault = _ => new StubReply(200);
        stub.Stall = _ => stall.Task;
        var time = new FakeTimeProvider();
        using var target = new HttpTarget(time, TimeSpan.FromSeconds(30));
        using var user = new HttpUser(target);
        var sending = user.SendAsync(HttpMethod.Get, At(stub, "/x"), null).AsTask();
        await Eventually.HoldsAsync(() => stub.Requests.Count == 1);
        time.Advance(TimeSpan.FromSeconds(30));
        var reply = await sending;

        Assert.True(reply.IsUnanswered);
        Assert.Equal(Outcome.Failed, reply.Outcome);
        Assert.Equal("no answer within 30 s", reply.Error);
        Assert.Equal(TimeSpan.FromSeconds(30), reply.Elapsed);
        stall.SetResult();
        Assert.Equal(200, (await user.SendAsync(HttpMethod.Get, At(stub, "/x"), null)).Status);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_with_the_reason()
    {
        Uri gone;
        await using (var stub = await StubMarketplace.StartAsync()) gone = At(stub, "/x");
        using var target = new HttpTarget(TimeProvider.System, Runs.Timeout);
        using var user = new HttpUser(target);
        var reply = await user.SendAsync(HttpMethod.Get, gone, null);
        Assert.True(reply.IsUnanswered);
        Assert.Equal("ConnectionError", reply.Error);
    }

    private static Uri At(StubMarketplace stub, string path) => new(stub.Endpoint.AbsoluteUri + path);
}
