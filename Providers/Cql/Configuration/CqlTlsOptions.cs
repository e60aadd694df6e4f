namespace Cql;

/// <summary>TLS towards the nodes. Certificates are checked, names included.</summary>
public sealed class CqlTlsOptions
{
    /// <summary>A PEM file with the authorities to trust instead of the machine's.</summary>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>The name that certificates must have, when it is not the address or the name that was connected to.</summary>
    public string? HostName { get; set; }

    /// <summary>A PEM file with the client's own certificate, where servers ask for one.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The PEM file with its key; null when it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }
}
