using Cql;

namespace Marketplace.Tests.Shared;

/// <summary>
/// The node of a test program, on which each marketplace has a keyspace of its own. It starts when the first asks for it, wants a password and
/// TLS, and ends with the program.
/// </summary>
internal static class StoreNode
{
    public const string User = "cassandra";
    public const string Password = "cassandra";

    private const int MostTries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Node Shared = new();
    private static readonly SemaphoreSlim One = new(1);
    private static CqlSession? _session;

    /// <summary>The node; skips the test where there can be none.</summary>
    public static Task<CassandraCluster> StartedOrSkipAsync() => Shared.StartedOrSkipAsync();

    /// <summary>A session with it that all share, on the system's clock.</summary>
    public static async Task<CqlSession> SessionAsync()
    {
        var cluster = await StartedOrSkipAsync();
        await One.WaitAsync();
        try
        {
            return _session ??= await CqlSession.ConnectAsync(OptionsOf(cluster));
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>The keyspace of a marketplace that has this folder, and has it again after a restart.</summary>
    public static string KeyspaceOf(string folder) => Path.GetFileName(folder).Replace('-', '_');

    /// <summary>Takes a keyspace out that is not needed any more: all of a program's tables would fill the node's memory.</summary>
    public static async Task DropAsync(string keyspace)
    {
        var session = await SessionAsync();
        for (var tries = 1; ; tries++)
        {
            try
            {
                (await session.ExecuteAsync($"DROP KEYSPACE IF EXISTS \"{keyspace}\"")).Dispose();
                return;
            }
            catch (CqlException) when (tries < MostTries)
            {
                // A busy node may take longer than is waited for, or trip over a table that it is just writing out ("Unknown CF").
                await Task.Delay(Pause);
            }
        }
    }

    private static CqlOptions OptionsOf(CassandraCluster cluster)
    {
        var options = new CqlOptions
        {
            UserName = User,
            Password = Password,
            Tls = new CqlTlsOptions { CertificateAuthorityFile = cluster.AuthorityFile },
        };
        options.ContactPoints.Add($"{cluster.Nodes[0]}");
        return options;
    }

    private sealed class Node() : CassandraFixture(new CassandraShape { Auth = true, Tls = true });
}
