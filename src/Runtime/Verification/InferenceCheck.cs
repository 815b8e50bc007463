namespace NormGen.Verification;

/// <summary><c>Infer</c>, of the layer and of what it freezes to, against the reference.</summary>
internal static class InferenceCheck
{
    /// <summary>Runs both, into other memory and in place.</summary>
    /// <param name="calls">The layer's calls.</param>
    /// <param name="due">The output that is due.</param>
    /// <returns>The output.</returns>
    public static float[] Run(LayerCalls calls, DueOutput due)
    {
        var (trial, log) = (calls.Trial, calls.Log);
        var output = calls.Output(Pass.Infer);
        log.Require(trial, Pass.Infer, "output", output, due.Values, due.Bounds);
        calls.RequireSameInPlace(Pass.Infer, output);

        var frozen = calls.Output(Pass.FrozenInfer);
        log.Require(trial, Pass.FrozenInfer, "output", frozen, due.Values, due.Bounds);
        log.RequireSameBits(trial, Pass.FrozenInfer, "output, which is to have the bits of Infer's,", frozen, output);
        calls.RequireSameInPlace(Pass.FrozenInfer, output);
        return output;
    }
}
