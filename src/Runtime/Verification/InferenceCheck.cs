namespace NormGen.Verification;

/// <summary><c>Infer</c>, of the layer and of what it freezes to, against the reference.</summary>
internal static class InferenceCheck
{
    /// <summary>Runs both, into other memory and in place.</summary>
    /// <param name="calls">The layer's calls.</param>
    /// <param name="expected">The output that is due.</param>
    /// <param name="bounds">Its bounds.</param>
    /// <returns>The output.</returns>
    public static float[] Run(LayerCalls calls, double[] expected, double[] bounds)
    {
        var (trial, log) = (calls.Trial, calls.Log);
        var output = calls.Output(Pass.Infer);
        log.Require(trial, Pass.Infer, "output", output, expected, bounds);
        calls.RequireSameInPlace(Pass.Infer, output);

        var frozen = calls.Output(Pass.FrozenInfer);
        log.Require(trial, Pass.FrozenInfer, "output", frozen, expected, bounds);
        log.RequireSameBits(trial, Pass.FrozenInfer, "output, which is to have the bits of Infer's,", frozen, output);
        calls.RequireSameInPlace(Pass.FrozenInfer, output);
        return output;
    }
}
