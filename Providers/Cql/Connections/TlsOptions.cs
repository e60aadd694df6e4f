using System.Net;
using System.Net.Security;

namespace Cql.Connections;

/// <summary>TLS towards one node: what is configured, with that node's name to check the certificate against.</summary>
internal static class TlsOptions
{
    public static SslClientAuthenticationOptions For(EndPoint node, SslClientAuthenticationOptions configured) => new()
    {
        TargetHost = configured.TargetHost ?? (node as NamedEndPoint)?.Name ?? ((IPEndPoint)node).Address.ToString(),
        CertificateChainPolicy = configured.CertificateChainPolicy?.Clone(),
        CertificateRevocationCheckMode = configured.CertificateRevocationCheckMode,
        ClientCertificates = configured.ClientCertificates,
        ClientCertificateContext = configured.ClientCertificateContext,
        EnabledSslProtocols = configured.EnabledSslProtocols,
    };
}
