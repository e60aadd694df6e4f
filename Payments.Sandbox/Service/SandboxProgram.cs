using Microsoft.Extensions.Options;
using RocksDbSharp;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>The program: starts the service, says where it is, and runs until it is told to stop.</summary>
public static class SandboxProgram
{
    /// <summary>Runs it.</summary>
    /// <param name="args">Configuration as <c>--Key value</c>.</param>
    /// <param name="output">Where it says that it is open.</param>
    /// <param name="errors">Where it says, in a sentence, why it does not start.</param>
    /// <returns>The exit code: 0, or 1 when it did not start.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            await using var gateway = await RunningSandboxGateway.StartAsync(args);
            await output.WriteLineAsync($"The payment gateway is open: {string.Join(' ', gateway.Addresses.Select(address => address.GetLeftPart(UriPartial.Authority)))}");
            await output.FlushAsync();
            await gateway.RunAsync();
            return 0;
        }
        catch (Exception error) when (Describe(error) is { } sentence)
        {
            await errors.WriteLineAsync(sentence.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static string? Describe(Exception error) => error switch
    {
        SettingRefusedException refused => refused.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        InvalidOperationException { InnerException: FormatException } unreadable => unreadable.Message,
        RocksDbException or UnauthorizedAccessException or DirectoryNotFoundException
            => $"{SandboxServiceOptions.DirectoryKey}: the books cannot be opened ({error.Message.TrimEnd('.')}): stop what has them, or give another folder.",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException or System.Net.Sockets.SocketException } or System.Net.Sockets.SocketException
            => $"{SandboxServiceOptions.UrlsKey}: it cannot be listened on ({error.Message.TrimEnd('.')}): give another address, or stop what has it.",
        IOException => $"{SandboxServiceOptions.DirectoryKey}: the books cannot be opened ({error.Message.TrimEnd('.')}): give another folder.",
        _ => null,
    };
}
