namespace NormGen;

/// <summary>The passes of a layer; which of them a layer has depends on its kind and its declaration.</summary>
public enum Pass
{
    /// <summary>The layer's <c>Infer</c>.</summary>
    Infer,

    /// <summary>The layer's <c>Freeze</c>, and <c>Infer</c> of what that gives.</summary>
    FrozenInfer,

    /// <summary>The layer's <c>Forward</c>.</summary>
    Forward,

    /// <summary>The layer's <c>Backward</c>.</summary>
    Backward,

    /// <summary>The layer's <c>InferBackward</c>.</summary>
    InferBackward,
}
