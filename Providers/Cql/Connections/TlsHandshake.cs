using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Cql.Connections;

/// <summary>Makes a connection secure, or says what is wrong with the certificate and which option mends it.</summary>
internal static class TlsHandshake
{
    /// <exception cref="AuthenticationException">The certificate is not to be trusted, or the node does not speak TLS.</exception>
    /// <exception cref="IOException">The node ended it.</exception>
    public static async ValueTask<Stream> SecureAsync(Stream stream, EndPoint node, SslClientAuthenticationOptions configured, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        var options = TlsOptions.For(node, configured);
        string? fault = null;

        // Only to say more than the framework does: what it finds wrong is refused.
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors)
            => (fault = Fault(errors, certificate as X509Certificate2, chain, options.TargetHost!)) is null;
        try
        {
            await secured.AuthenticateAsClientAsync(options, cancellationToken);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync();
            if (e is not (AuthenticationException or IOException))
                throw;
            throw new AuthenticationException(fault ?? $"TLS could not be agreed on ({e.Message}): if the node does not speak it, leave Tls out.", e);
        }
    }

    private static string? Fault(SslPolicyErrors errors, X509Certificate2? certificate, X509Chain? chain, string host)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        if (certificate is null)
            return "the node shows no certificate.";
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? $"its certificate ({certificate.Subject}) is not trusted ({Status(chain)}): set Tls.CertificateAuthorityFile to the authority that signed it."
            : $"its certificate is for {Names(certificate)} and not for {host}: connect by a name that it has, or set Tls.HostName to one.";
    }

    private static string Status(X509Chain? chain) => string.Join(", ", chain?.ChainStatus.Select(status => status.Status).Distinct() ?? []);

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.Subject;
    }
}
