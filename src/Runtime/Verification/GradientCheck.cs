using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>A backward pass against its reference.</summary>
/// <param name="state">The layer's state.</param>
/// <param name="calls">The layer's calls.</param>
/// <param name="normalized">The input by the statistics that the pass goes by.</param>
internal sealed class GradientCheck(LayerState state, LayerCalls calls, NormalizedInput normalized)
{
    /// <summary>Runs the pass and checks every gradient that it gives.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="expected">The gradients that are due.</param>
    /// <param name="inputBounds">The bounds of the gradient by the input.</param>
    public void Run(Pass pass, GradientBeforeActivation gradient, NormalizationGradients expected, double[] inputBounds)
    {
        var (trial, log, traits) = (calls.Trial, calls.Log, calls.Trial.Traits);
        state.GammaGradient.Fill(float.NaN);
        state.BetaGradient.Fill(float.NaN);
        var actual = calls.Gradients(pass);
        log.Require(trial, pass, "input gradient", actual.Input, expected.Input, inputBounds);
        if (traits.Residual)
        {
            log.Require(trial, pass, "residual gradient", actual.Residual, expected.Residual, gradient.Slack);
        }

        if (traits.Affine)
        {
            var bounds = ErrorBounds.GammaGradient(normalized, gradient, expected.Gamma);
            log.Require(trial, pass, "gamma gradient", state.GammaGradient, expected.Gamma, bounds);
        }

        if (traits.Affine && traits.HasMean)
        {
            var bounds = ErrorBounds.BetaGradient(normalized, gradient, expected.Beta);
            log.Require(trial, pass, "beta gradient", state.BetaGradient, expected.Beta, bounds);
        }

        calls.RequireSameInPlace(pass, actual);
    }
}
