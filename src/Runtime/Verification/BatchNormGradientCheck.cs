using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>A backward pass of batch norm against its reference.</summary>
internal static class BatchNormGradientCheck
{
    /// <summary>Runs the pass and checks every gradient that it gives.</summary>
    /// <param name="state">The layer's state.</param>
    /// <param name="calls">The layer's calls.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="normalized">The input by the statistics that the pass goes by.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="expected">The gradients that are due.</param>
    /// <param name="inputBounds">The bounds of the gradient by the input.</param>
    public static void Run(
        BatchNormState state,
        LayerCalls calls,
        Pass pass,
        NormalizedInput normalized,
        float[] gradient,
        BatchNormGradients expected,
        double[] inputBounds)
    {
        var (trial, log) = (calls.Trial, calls.Log);
        state.GammaGradient.Fill(float.NaN);
        state.BetaGradient.Fill(float.NaN);
        var actual = calls.Gradients(pass);
        log.Require(trial, pass, "input gradient", actual.Input, expected.Input, inputBounds);
        if (state.Options.Residual)
        {
            var bounds = ErrorBounds.ResidualGradient(gradient);
            log.Require(trial, pass, "residual gradient", actual.Residual, expected.Residual, bounds);
        }

        if (state.Options.Affine)
        {
            var gamma = ErrorBounds.GammaGradient(normalized, gradient, expected.Gamma);
            var beta = ErrorBounds.BetaGradient(normalized, gradient, expected.Beta);
            log.Require(trial, pass, "gamma gradient", state.GammaGradient, expected.Gamma, gamma);
            log.Require(trial, pass, "beta gradient", state.BetaGradient, expected.Beta, beta);
        }

        calls.RequireSameInPlace(pass, actual);
    }
}
