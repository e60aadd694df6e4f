using System.Text;
using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Connections;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task A_challenge_is_answered_until_the_server_is_content()
    {
        var tokens = new List<string>();
        await using var server = FakeServer.Start(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Authenticate(startup!.Stream));
            peer.UseSegmentsAsAsked(startup);
            for (var round = 0; round < 3; round++)
            {
                var response = await peer.ReadAsync();
                Assert.Equal(Opcode.AuthResponse, response!.Opcode);
                tokens.Add(Encoding.UTF8.GetString(response.Body.AsSpan(sizeof(int))));
                await peer.SendAsync(new FakeAnswer(response.Stream, round < 2 ? Opcode.AuthChallenge : Opcode.AuthSuccess, new Body().Bytes(1, 2).ToArray()));
            }

            await peer.EchoAsync();
        });
        await using var connection = await server.ConnectAsync(Connecting.Settings with { Authenticator = new PlainTextAuthenticator("ada", "secret") });

        Assert.Equal(3, await connection.AskAsync(3));
        Assert.All(tokens, token => Assert.Equal("\0ada\0secret", token));
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_the_servers_words_and_without_the_password()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Authenticate(startup!.Stream));
            peer.UseSegmentsAsAsked(startup);
            var response = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Error(response!.Stream, 0x0100, "Provided username ada and/or password are incorrect"));
        });
        var settings = Connecting.Settings with { Authenticator = new PlainTextAuthenticator("ada", "secret") };

        var refused = await Assert.ThrowsAsync<CqlAuthenticationException>(async () => await server.ConnectAsync(settings));
        Assert.Contains("Provided username ada", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_who_this_is_gets_no_answer_when_none_is_configured()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Authenticate(startup!.Stream));
        });

        var refused = await Assert.ThrowsAsync<CqlAuthenticationException>(async () => await server.ConnectAsync());
        Assert.Contains("no user name is configured", refused.Message, StringComparison.Ordinal);
        Assert.Equal(server.EndPoint, refused.Node);
    }

    [Fact]
    public async Task A_server_that_challenges_for_ever_is_left_in_time()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var request = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Authenticate(request!.Stream));
            peer.UseSegmentsAsAsked(request);
            while ((request = await peer.ReadAsync()) is not null)
                await peer.SendAsync(new FakeAnswer(request.Stream, Opcode.AuthChallenge, new Body().Bytes(null).ToArray()));
        });
        var settings = Connecting.Settings with { ConnectTimeout = TimeSpan.FromMilliseconds(300), Authenticator = new PlainTextAuthenticator("ada", "secret") };

        await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync(settings));
    }

    [Fact]
    public async Task What_an_authenticator_of_the_programs_own_throws_is_told_as_a_connection_that_could_not_be_made()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.SendAsync(FakeAnswer.Authenticate(startup!.Stream));
        });
        var settings = Connecting.Settings with { Authenticator = new BrokenAuthenticator() };

        var failed = await Assert.ThrowsAsync<CqlConnectionException>(async () => await server.ConnectAsync(settings));
        Assert.Contains("the ticket has run out", failed.Message, StringComparison.Ordinal);
        Assert.Equal(RequestOutcome.NotSent, failed.Outcome);
    }

    private sealed class BrokenAuthenticator : ICqlAuthenticator
    {
        public ICqlAuthenticationExchange Begin(string serverAuthenticator) => throw new InvalidOperationException("the ticket has run out");
    }
}
