using System.Net;
using System.Net.Sockets;
using Cql.Protocol;
using Cql.Protocol.Messages;

namespace Cql.Connections;

/// <summary>Makes connections: TCP, TLS, the agreement on a version, STARTUP and authentication, all within one time limit.</summary>
internal static class ConnectionOpener
{
    private const string Lz4 = "lz4";

    /// <exception cref="CqlConnectionException">The node cannot be reached, or did not answer in time.</exception>
    /// <exception cref="CqlServerException">It refused, for instance the password.</exception>
    /// <exception cref="CqlVersionException">It speaks no version of the protocol that this client does.</exception>
    /// <exception cref="OperationCanceledException">The caller's token ended it.</exception>
    public static async ValueTask<CqlConnection> OpenAsync(
        EndPoint node, ConnectionSettings settings, Action<CqlConnection, Response>? onEvent, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.ConnectTimeout, settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            try
            {
                return await OpenAsync(node, settings.Version, settings, onEvent, either.Token);
            }
            catch (CqlException e) when (settings.Version > ProtocolVersion.V4 && RefusalOfVersion(e) is not null)
            {
                return await OpenAsync(node, ProtocolVersion.V4, settings, onEvent, either.Token);
            }
        }
        catch (CqlException e) when (RefusalOfVersion(e) is { } refusal)
        {
            throw new CqlVersionException(
                $"{node} speaks neither version 5 nor version 4 of the native protocol ({refusal.ServerMessage}), and this client needs Cassandra 4.0 or later.", node, e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CqlConnectionException(
                $"{node} did not take the connection within {settings.ConnectTimeout.TotalSeconds:0.###} s.", node, RequestOutcome.NotSent);
        }
        catch (Exception e) when (e is CqlProtocolException or CqlTimeoutException or not (CqlException or OperationCanceledException))
        {
            throw new CqlConnectionException($"No connection to {node}: {e.Message}", node, RequestOutcome.NotSent, e);
        }
        catch (CqlConnectionException e)
        {
            // A server that waits for the beginning of TLS ends what begins otherwise, without a word.
            var hint = settings.Tls is null && e.InnerException is IOException ? " If the node speaks TLS, set Tls." : "";
            throw new CqlConnectionException($"No connection to {node}: {e.Message}{hint}", node, RequestOutcome.NotSent, e);
        }
    }

    // An old server refuses before it has read which request it refuses, and speaks to stream 0 then.
    private static CqlServerProtocolErrorException? RefusalOfVersion(CqlException exception)
        => exception as CqlServerProtocolErrorException ?? exception.InnerException as CqlServerProtocolErrorException;

    private static async ValueTask<CqlConnection> OpenAsync(
        EndPoint node, ProtocolVersion version, ConnectionSettings settings, Action<CqlConnection, Response>? onEvent, CancellationToken cancellationToken)
    {
        var (stream, remote) = await ConnectAsync(node, settings, cancellationToken);
        var connection = new CqlConnection(node, stream, version, settings, onEvent) { RemoteEndPoint = remote };
        try
        {
            await StartAsync(connection, settings, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<(Stream Stream, IPEndPoint Remote)> ConnectAsync(EndPoint node, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await ConnectAsync(socket, node).WaitAsync(cancellationToken);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            var remote = (IPEndPoint)socket.RemoteEndPoint!;
            if (remote.Address.IsIPv4MappedToIPv6)
                remote = new IPEndPoint(remote.Address.MapToIPv4(), remote.Port);
            return (settings.Tls is null ? stream : await TlsHandshake.SecureAsync(stream, node, settings.Tls, cancellationToken), remote);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // On a thread and not by way of the system's events: those would be watched for as long as the socket lives, and whatever comes would wake
    // a thread of the pool as well as the one that reads. It ends when the socket is disposed of, with an exception that nobody waits for then.
    private static Task ConnectAsync(Socket socket, EndPoint node)
    {
        var connecting = Task.Factory.StartNew(() => socket.Connect(node), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = connecting.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return connecting;
    }

    private static async ValueTask StartAsync(CqlConnection connection, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var compress = settings.Compress && connection.Version >= ProtocolVersion.V5 && await SupportsLz4Async(connection, settings, cancellationToken);
        using var started = await AskAsync(connection, new StartupRequest(compress), settings, cancellationToken);
        if (connection.Version >= ProtocolVersion.V5)
            connection.UseSegments(compress);
        switch (started.Opcode)
        {
            case Opcode.Ready:
                return;
            case Opcode.Authenticate:
                await AuthenticateAsync(connection, new WireReader(started.Body).ReadString(), settings, cancellationToken);
                return;
            default:
                throw Unexpected(started.Opcode);
        }
    }

    private static async ValueTask<bool> SupportsLz4Async(CqlConnection connection, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        using var supported = await AskAsync(connection, OptionsRequest.Instance, settings, cancellationToken);
        return supported.Opcode == Opcode.Supported
            ? SupportedReader.Read(supported.Body).TryGetValue("COMPRESSION", out var names) && names.Contains(Lz4)
            : throw Unexpected(supported.Opcode);
    }

    private static async ValueTask AuthenticateAsync(
        CqlConnection connection, string serverAuthenticator, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Authenticator is not { } authenticator)
            throw new CqlAuthenticationException($"{connection.EndPoint} asks who this is ({serverAuthenticator}), and no user name is configured: set UserName and Password.") { Node = connection.EndPoint };
        try
        {
            await ExchangeAsync(connection, authenticator.Begin(serverAuthenticator), settings, cancellationToken);
        }
        catch (Exception e) when (e is not (CqlException or OperationCanceledException))
        {
            // The program's own authenticator may throw anything; whoever connects waits and tries again for what is told here.
            throw new CqlConnectionException($"The authenticator failed: {e.Message}", connection.EndPoint, RequestOutcome.NotSent, e);
        }
    }

    private static async ValueTask ExchangeAsync(
        CqlConnection connection, ICqlAuthenticationExchange exchange, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var token = exchange.InitialResponse();
        while (true)
        {
            using var answer = await AskAsync(connection, new AuthResponseRequest(token), settings, cancellationToken);
            if (answer.Opcode == Opcode.AuthSuccess)
                return;
            if (answer.Opcode != Opcode.AuthChallenge)
                throw Unexpected(answer.Opcode);
            token = Respond(exchange, answer.Body);
        }
    }

    private static ReadOnlyMemory<byte> Respond(ICqlAuthenticationExchange exchange, ReadOnlySpan<byte> body)
    {
        new WireReader(body).TryReadBytes(out var challenge);
        return exchange.Respond(challenge);
    }

    private static async ValueTask<Response> AskAsync(CqlConnection connection, IRequest request, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(request, settings.ConnectTimeout, cancellationToken);
        if (answer.Opcode != Opcode.Error)
            return answer;
        using (answer)
            throw ErrorReader.Read(answer, connection.EndPoint);
    }

    private static CqlProtocolException Unexpected(Opcode opcode) => new($"The server answered the start of a connection with {opcode}.");
}
