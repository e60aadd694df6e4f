using System.Text.Json;

namespace Marketplace.Payments.Sandbox.Client;

/// <summary>One call's time, and what its failures are called. Any of them leaves open what the call has done.</summary>
internal sealed class GatewayCall : IDisposable
{
    private readonly TimeSpan _within;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _ended;
    private readonly CancellationToken _cancelled;

    /// <param name="within">How long an answer, or the next part of it, is waited for.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="cancellationToken">Ends the call earlier.</param>
    public GatewayCall(TimeSpan within, TimeProvider time, CancellationToken cancellationToken)
    {
        (_within, _cancelled) = (within, cancellationToken);
        _limit = new CancellationTokenSource(within, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellationToken);
    }

    public CancellationToken Token => _ended.Token;

    /// <summary>A part has come: the next has as much time.</summary>
    public void GoOn() => _limit.CancelAfter(_within);

    /// <exception cref="TimeoutException">The time is up.</exception>
    /// <exception cref="HttpRequestException">The service is not reached, goes away, or answers what is no answer.</exception>
    /// <exception cref="OperationCanceledException">The caller has ended the call.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> step)
    {
        try
        {
            return await step(Token);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancelled);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The payment gateway did not answer within {_within}.", late);
        }
        catch (Exception broken) when (broken is JsonException or IOException)
        {
            throw new HttpRequestException("The payment gateway's answer cannot be read.", broken);
        }
    }

    public void Dispose()
    {
        _ended.Dispose();
        _limit.Dispose();
    }
}
