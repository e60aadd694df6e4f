using System.Reflection;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>A client without a broker, which answers what a test says; by itself it takes what it is told, and answers nothing.</summary>
public class ScriptedClient : DispatchProxy
{
    private volatile bool _isDisposed;

    /// <summary>Whether it was ended.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>What it does by the name of what it is asked.</summary>
    public Func<string, object?> OnCall { get; set; } = _ => null;

    internal static (TClient Client, ScriptedClient Script) New<TClient>(Func<string, object?> onCall) where TClient : class
    {
        var client = Create<TClient, ScriptedClient>();
        var script = (ScriptedClient)(object)client;
        script.OnCall = onCall;
        return (client, script);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _isDisposed |= targetMethod!.Name == nameof(IDisposable.Dispose);
        return OnCall(targetMethod.Name);
    }
}
