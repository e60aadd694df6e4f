using System.Text;

namespace Cql;

/// <summary>How a session finds its cluster and what it asks of it. Read once, when the session is made.</summary>
/// <remarks>
/// <para>A request that fails is sent again as this table says. A statement with a condition counts as not idempotent, whatever it is marked as, and so does
/// one that is seen to add to counters: see <see cref="CqlStatement.IsIdempotent"/>.</para>
/// <list type="table">
/// <listheader><term>What came</term><description>What is done</description></listheader>
/// <item><term>Nothing has left (no connection, connection lost before)</term><description>Every other node is asked, and at the last the
/// node whose connection was lost, by another one.</description></item>
/// <item><term>OVERLOADED, IS_BOOTSTRAPPING</term><description>Every other node is asked: nothing was begun.</description></item>
/// <item><term>UNAVAILABLE</term><description>The next node, once, of an idempotent statement, and of every one at a serial consistency, where nothing was begun.</description></item>
/// <item><term>READ_TIMEOUT, though enough replicas answered and none of them with the data</term><description>The same node, once, of every statement
/// without a condition: it has chosen another replica for the data by then. After that as the next line.</description></item>
/// <item><term>READ_TIMEOUT, otherwise</term><description>The next node, at most two more, of an idempotent statement.</description></item>
/// <item><term>READ_FAILURE, WRITE_FAILURE</term><description>As READ_TIMEOUT, unless a replica names a reason that every replica would have, such as too many tombstones.</description></item>
/// <item><term>WRITE_TIMEOUT of a batch's log</term><description>The same node, once, of an idempotent statement. After that as the next line.</description></item>
/// <item><term>WRITE_TIMEOUT, otherwise; no answer within the time; connection lost after it was sent; SERVER_ERROR and all else that may have been done</term>
/// <description>The next node, at most two more, of an idempotent statement; where the server says that it was a counter, never.</description></item>
/// <item><term>UNPREPARED</term><description>The statement is prepared on that node and sent to it again, twice at most.</description></item>
/// <item><term>Everything else that the server refuses</term><description>Nothing: every node would.</description></item>
/// </list>
/// <para>What one node may have done is not called undone because another one refused it: the error that is thrown then says that it is not known.</para>
/// </remarks>
public sealed class CqlOptions
{
    /// <summary>Where to begin: host names or addresses, each with a port if it is not <see cref="Port"/> (<c>10.0.0.1</c>, <c>cassandra-0:9043</c>, <c>[::1]:9042</c>). One that answers is enough. Required.</summary>
    public IList<string> ContactPoints { get; } = [];

    /// <summary>The port of contact points that name none.</summary>
    public int Port { get; set; } = 9042;

    /// <summary>The data centre whose nodes are asked; null for that of the first contact point that answers.</summary>
    public string? LocalDataCentre { get; set; }

    /// <summary>Whether other data centres are asked when the local one has nobody left. Consistencies that are local mean the asked node's then.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>The keyspace of names that name none; on protocol v5 only. It need not exist yet.</summary>
    public string? Keyspace { get; set; }

    /// <summary>The user, with <see cref="Password"/>; null when servers do not ask.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password. Never logged or shown.</summary>
    public string? Password { get; set; }

    /// <summary>Another way to prove who this is, in place of <see cref="UserName"/>.</summary>
    public ICqlAuthenticator? Authenticator { get; set; }

    /// <summary>TLS; null for none.</summary>
    public CqlTlsOptions? Tls { get; set; }

    /// <summary>Whether messages are compressed (LZ4, protocol v5): less traffic for more processor.</summary>
    public bool Compress { get; set; }

    /// <summary>The consistency of statements that name none.</summary>
    public Consistency Consistency { get; set; } = Consistency.LocalQuorum;

    /// <summary>The consistency of conditions: <see cref="Consistency.LocalSerial"/> or <see cref="Consistency.Serial"/>.</summary>
    public Consistency SerialConsistency { get; set; } = Consistency.LocalSerial;

    /// <summary>How long one try of a request may take. Longer than the server's own limits, so that it is the server that says what became of it.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// After how long without an answer an idempotent request is sent to the next node too, whose answer counts when it comes first; null for never. It cuts
    /// the long waits that one slow node makes, for more load on the others: choose a time that one request in a hundred takes. Statements with a condition are
    /// never sent so. What the slower node was asked keeps its place on the connection until it has answered.
    /// </summary>
    public TimeSpan? SpeculationDelay { get; set; }

    /// <summary>How many more nodes are asked so, each after the delay again: 1 to 10.</summary>
    public int MaxSpeculations { get; set; } = 1;

    /// <summary>How long making one connection may take. The start looks for the cluster for twice as long at most, at all contact points together.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be silent before it is asked for a sign of life, and how long that may take.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections to each node.</summary>
    public int ConnectionsPerNode { get; set; } = 1;

    /// <summary>Requests in flight on one connection; as many again wait, for at most a second, and what comes then is refused as busy. At most 32,767.</summary>
    public int MaxRequestsPerConnection { get; set; } = 1024;

    /// <summary>The largest request, in bytes. The server has a limit of its own (<c>native_transport_max_frame_size</c>, <c>commitlog_segment_size</c>).</summary>
    public int MaxRequestBytes { get; set; } = 16 << 20;

    /// <summary>Rows a page, of statements that name no number.</summary>
    public int PageSize { get; set; } = 5000;

    /// <summary>What is set, without secrets.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(string.Join(',', ContactPoints));
        if (Keyspace is not null)
            text.Append('/').Append(Keyspace);
        if (LocalDataCentre is not null)
            text.Append(" in ").Append(LocalDataCentre);
        if (UserName is not null)
            text.Append(" as ").Append(UserName);
        return text.Append(Tls is null ? "" : " over TLS").ToString();
    }
}
