namespace NormGen.Runtime;

/// <summary>What a batch does to the running statistics: <c>running = Keep * running + Take * batch</c>.</summary>
/// <param name="Keep">The weight of what there was.</param>
/// <param name="Take">The weight of the newest batch.</param>
/// <param name="Unbias">The factor from the biased variance of the batch to the one that is taken.</param>
internal readonly record struct RunningWeights(double Keep, double Take, double Unbias)
{
    /// <summary>The weights of a batch.</summary>
    /// <param name="dialect">Which way momentum runs, and whether the variance is unbiased.</param>
    /// <param name="momentum">The declared momentum; NaN makes all batches so far weigh the same.</param>
    /// <param name="batchesTracked">The number of batches seen, the newest included.</param>
    /// <param name="perChannel">The number of values of each channel in the batch, 2 or more.</param>
    public static RunningWeights Of(Dialect dialect, double momentum, long batchesTracked, long perChannel)
    {
        var unbias = dialect == Dialect.PyTorch ? perChannel / (perChannel - 1.0) : 1;
        if (double.IsNaN(momentum))
        {
            var share = 1.0 / batchesTracked;
            return new RunningWeights(1 - share, share, unbias);
        }

        return dialect == Dialect.PyTorch
            ? new RunningWeights(1 - momentum, momentum, unbias)
            : new RunningWeights(momentum, 1 - momentum, unbias);
    }
}
