using System.Security.Authentication;
using Cql;

namespace Marketplace.Silo.Configuration;

/// <summary>Which setting it is when Cassandra cannot be used.</summary>
internal static class CassandraProblem
{
    private const string Section = CassandraSettings.Section;

    /// <summary>One sentence that names the setting and the mend.</summary>
    public static string Describe(CqlException error)
    {
        var (keys, mend) = SettingOf(error);
        return $"{keys}: {ConfigurationProblem.OneLine(error.Message).TrimEnd('.')}: {mend}.";
    }

    private static (string Keys, string Mend) SettingOf(CqlException error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case CqlAuthenticationException:
                    return ($"{Section}:UserName and {Section}:Password", "give a user that the cluster knows");
                case CqlUnauthorizedException:
                    return ($"{Section}:UserName", "give a user that may do this, or let this one");
                case AuthenticationException:
                    return ($"{Section}:Tls", "give the authority that signed the nodes' certificates, and the name that is in them");
                case CqlVersionException:
                    return (Section, "upgrade the nodes, or use another cluster");
                case CqlNoNodeException when cause.Message.Contains("LocalDataCentre", StringComparison.Ordinal):
                    return ($"{Section}:LocalDataCentre", "give one that is there, or leave it out");
                case CqlUnavailableException:
                    return (
                        $"{Section}:ReplicationFactor, {Section}:LocalDataCentre or {Section}:Consistency",
                        "start the nodes that are down, or give what those that run can serve; a keyspace that is there already has its own replication, which ALTER KEYSPACE changes");
                case CqlConfigurationException:
                    return ($"{Section}:ReplicationFactor or {Section}:Keyspace", "give what the cluster can have");
                case CqlInvalidRequestException:
                    return ($"{Section}:Keyspace", "give one whose tables are this program's");
                case CqlReadFailureException:
                    return (Section, "the nodes run and fail to read: their logs say why");
            }
        }

        return ($"{Section}:ContactPoints", "give the address of a node that runs, and start again");
    }
}
