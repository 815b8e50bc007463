using System;

namespace NormGen.Bench.Layers;

/// <summary>
/// An instance of a declared layer, with its passes as delegates: one indirect call away from what a user writes.
/// </summary>
internal sealed class LayerInstance
{
    private readonly NormalizationLayer layer;

    /// <param name="type">The declared layer.</param>
    /// <param name="parameters">What its parameters and running statistics are to be.</param>
    /// <param name="threads">How many threads its passes may use.</param>
    public LayerInstance(Type type, NormParameters parameters, int threads)
    {
        layer = (NormalizationLayer)Activator.CreateInstance(type)!;
        layer.MaxDegreeOfParallelism = threads;
        SetParameters(parameters);
        Forward = Bind<ForwardCall>(layer, nameof(Forward));
        Backward = Bind<BackwardCall>(layer, nameof(Backward));
        Infer = Bind<ForwardCall>(type.GetMethod("Freeze")!.Invoke(layer, null)!, nameof(Infer));
    }

    /// <summary>The frozen layer's inference.</summary>
    public ForwardCall Infer { get; }

    public ForwardCall Forward { get; }

    public BackwardCall Backward { get; }

    private static TDelegate Bind<TDelegate>(object target, string method)
        where TDelegate : Delegate
    {
        var signature = Array.ConvertAll(typeof(TDelegate).GetMethod("Invoke")!.GetParameters(), p => p.ParameterType);
        return target.GetType().GetMethod(method, signature)!.CreateDelegate<TDelegate>(target);
    }

    private void SetParameters(NormParameters parameters)
    {
        foreach (var parameter in layer.Parameters)
        {
            parameters.Named(parameter.Name).Span.CopyTo(parameter.Value.Span);
        }
    }
}
