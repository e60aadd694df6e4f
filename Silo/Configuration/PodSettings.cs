namespace Marketplace.Silo.Configuration;

/// <summary>
/// Whether silos follow their pods, by <c>Marketplace:Kubernetes:Hosting</c>: one whose pod is gone is declared dead at once, and those
/// that a killed cluster left in the table when the first of the next one starts.
/// </summary>
internal static class PodSettings
{
    /// <summary>The switch; off unless it is said.</summary>
    public const string HostingKey = "Marketplace:Kubernetes:Hosting";

    // Kubernetes gives it to every container.
    private const string ApiServer = "KUBERNETES_SERVICE_HOST";

    /// <exception cref="ConfigurationRefusedException">It makes no sense, or the process is in no pod.</exception>
    public static bool Read(IConfiguration configuration)
    {
        if (!configuration.ReadSwitch(HostingKey, false))
            return false;
        if (!SiloShape.HasMembers(configuration))
            throw new ConfigurationRefusedException(HostingKey, "a silo without a table of members has no others to follow: leave it out, or set Orleans:Clustering:ProviderType to Cassandra");
        if (configuration[ApiServer] is not { Length: > 0 })
            throw new ConfigurationRefusedException(HostingKey, $"this process is in no pod, for {ApiServer} is not set: leave it out");
        return true;
    }
}
