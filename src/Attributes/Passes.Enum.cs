namespace NormGen;

/// <summary>Which passes a layer has code for.</summary>
public enum Passes
{
    /// <summary>Inference and training.</summary>
    All,

    /// <summary>Inference alone: the training code is left out, and so is every member that only training needs.</summary>
    Inference,
}
