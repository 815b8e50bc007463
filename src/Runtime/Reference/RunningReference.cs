using System;

namespace NormGen.Reference;

/// <summary>The running statistics of batch normalization in double, as each framework's documentation defines them.</summary>
/// <remarks>
/// <para>PyTorch: <c>running = (1 - momentum) * running + momentum * batch</c>, with the unbiased variance of the batch,
/// <c>n / (n - 1)</c> times the one that normalizes it.</para>
/// <para>ONNX and Keras: <c>running = momentum * running + (1 - momentum) * batch</c>, with the population variance.</para>
/// <para>A momentum of NaN asks for the cumulative average: the k-th batch has the weight <c>1 / k</c>.</para>
/// </remarks>
public static class RunningReference
{
    /// <summary>The running mean after a batch.</summary>
    /// <param name="running">The running mean before it.</param>
    /// <param name="batch">The mean of the batch.</param>
    /// <param name="dialect">Whose convention it is.</param>
    /// <param name="momentum">The momentum in that convention, 0 to 1; NaN for a cumulative average.</param>
    /// <param name="batches">The number of batches seen, this one included.</param>
    /// <returns>The running mean after it.</returns>
    public static double Mean(double running, double batch, Dialect dialect, double momentum, long batches) =>
        Update(running, batch, dialect, momentum, batches);

    /// <summary>The running variance after a batch.</summary>
    /// <param name="running">The running variance before it.</param>
    /// <param name="batch">The biased variance of the batch.</param>
    /// <param name="count">The number of values per channel, 2 or more.</param>
    /// <param name="dialect">Whose convention it is.</param>
    /// <param name="momentum">The momentum in that convention, 0 to 1; NaN for a cumulative average.</param>
    /// <param name="batches">The number of batches seen, this one included.</param>
    /// <returns>The running variance after it.</returns>
    public static double Variance(double running, double batch, int count, Dialect dialect, double momentum, long batches) =>
        Update(running, dialect == Dialect.PyTorch ? batch * count / (count - 1.0) : batch, dialect, momentum, batches);

    private static double Update(double running, double batch, Dialect dialect, double momentum, long batches) => dialect switch
    {
        _ when double.IsNaN(momentum) => ((1 - (1.0 / batches)) * running) + (batch / batches),
        Dialect.PyTorch => ((1 - momentum) * running) + (momentum * batch),
        Dialect.Onnx or Dialect.Keras => (momentum * running) + ((1 - momentum) * batch),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "This dialect has no reference."),
    };
}
